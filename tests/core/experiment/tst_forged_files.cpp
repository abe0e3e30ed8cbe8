// Files whose seals are right and whose contents are not: a seal proves that nothing broke, not who wrote it.
#include "core/base/atomic_file.h"
#include "core/experiment/model_hash.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "core/models/model_file.h"
#include "core/models/popularity/popularity_model.h"
#include "core/pipeline/preset.h"
#include "core/serving/neighbour_gap.h"
#include "tests/support/cost.h"
#include "tests/support/strange_files.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;

class TestForgedFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsWaitedFor_data() { addStrangeFiles(); }
    void nothingIsWaitedFor();
    void resultsAreOfUsersInOrder_data();
    void resultsAreOfUsersInOrder();
    void resultsAreOfUsersThereAre();
    void modelsKnowAllOfTheData();
    void aHashIsNotTheData();
    void recordsHoldNumbersThatCanBe_data();
    void recordsHoldNumbersThatCanBe();

private:
    template<typename Change>
    void forgeRecord(const Change& change) const;

    std::optional<QTemporaryDir> m_folder;
    std::filesystem::path m_run;
    std::shared_ptr<const Dataset> m_dataset = makePreset(Preset::Tiny);
};

/// A run of most-popular.
void TestForgedFiles::init()
{
    m_folder.emplace();
    m_run = std::filesystem::path(m_folder->path().toStdString()) / "run";
    RunConfig config;
    config.model = PopularityOptions{};
    run(config, *m_dataset, {m_run});
    QVERIFY(loadRun(m_run).model);
}

template<typename Change>
void TestForgedFiles::forgeRecord(const Change& change) const
{
    Json record = readJsonFile(RunFiles(m_run).record);
    change(record);
    replaceFile(RunFiles(m_run).record, toText(record));
}

/// Whatever stands in the place of a file of a run: it is refused in words, at once.
void TestForgedFiles::nothingIsWaitedFor()
{
    QFETCH(std::string, kind);
    const RunFiles files(m_run);
    for (const auto& file : {files.record, files.model, files.validation}) {
        const auto aside = file.string() + ".aside";
        std::filesystem::rename(file, aside);
        if (!makeStrange(kind, file))
            QSKIP("cannot be made here");
        const Cost cost;
        QVERIFY_EXCEPTION_THROWN((void)loadRun(m_run), std::exception);
        QCOMPARE(cost.beyond(1, 16), QString());
        std::filesystem::remove(file);
        std::filesystem::rename(aside, file);
    }
    QVERIFY(loadRun(m_run).model);
}

void TestForgedFiles::resultsAreOfUsersInOrder_data()
{
    QTest::addColumn<UserResults>("results");
    QTest::newRow("negative") << UserResults{{"mrr"}, {User{-1}, User{2}}, {1, 1}, {0.5, 0.5}};
    QTest::newRow("descending") << UserResults{{"mrr"}, {User{5}, User{2}}, {1, 1}, {0.5, 0.5}};
    QTest::newRow("twice") << UserResults{{"mrr"}, {User{2}, User{2}}, {1, 1}, {0.5, 0.5}};
    QTest::newRow("without a positive") << UserResults{{"mrr"}, {User{1}, User{2}}, {1, 0}, {0.5, 0.5}};
    QTest::newRow("more than a figure can be") << UserResults{{"mrr"}, {User{1}, User{2}}, {1, 1}, {0.5, 1e300}};
}

void TestForgedFiles::resultsAreOfUsersInOrder()
{
    QFETCH(UserResults, results);
    QVERIFY(!results.isValid());
    const auto file = RunFiles(m_run).validation;
    saveUserResults(results, file);
    QVERIFY_EXCEPTION_THROWN((void)loadUserResults(file, factsOf(*m_dataset)), BadInput);
}

void TestForgedFiles::resultsAreOfUsersThereAre()
{
    UserResults results = loadUserResults(RunFiles(m_run).validation, factsOf(*m_dataset));
    QVERIFY(results.isValid());
    results.users.back() = User{2'000'000'000};
    QVERIFY(results.isValid()); // of other data it may be
    saveUserResults(results, RunFiles(m_run).validation);
    QVERIFY_EXCEPTION_THROWN((void)loadRun(m_run), BadInput);
    QVERIFY_EXCEPTION_THROWN((void)loadUserResults(RunFiles(m_run).validation, factsOf(*m_dataset)), BadInput);
    const std::vector<std::int32_t> neighbours(m_dataset->userCount(), 1);
    QVERIFY_EXCEPTION_THROWN((void)findNeighbourGap(results, "mrr", OfUsers(m_dataset->hash(), neighbours)), Error);
}

void TestForgedFiles::modelsKnowAllOfTheData()
{
    const auto file = RunFiles(m_run).model;
    saveModel(PopularityModel(std::vector<float>(m_dataset->itemCount() - 1, 1.0F)), file);
    forgeRecord([&](Json& record) { record["model_sha256"] = modelSha256(file); });
    QVERIFY_EXCEPTION_THROWN((void)loadRun(m_run), BadInput);
}

void TestForgedFiles::aHashIsNotTheData()
{
    forgeRecord(
        [&](Json& record) { record["dataset"]["items"] = m_dataset->itemCount() - 1; }); // which the model knows
    const Run forged = loadRun(m_run);
    QCOMPARE(forged.record.dataset.hash, m_dataset->hash());
    QVERIFY(!isSameData(forged.record.dataset, factsOf(*m_dataset)));
    QVERIFY_EXCEPTION_THROWN(requireModel(forged, *m_dataset), BadInput);
}

void TestForgedFiles::recordsHoldNumbersThatCanBe_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::newRow("more threads than an int holds") << "/environment/threads"
                                                    << "5000000000";
    QTest::newRow("fewer users than none") << "/dataset/users"
                                           << "-1";
    QTest::newRow("an epoch that was not") << "/best_epoch"
                                           << "3";
    QTest::newRow("before the first epoch") << "/best_epoch"
                                            << "-3";
    QTest::newRow("fewer lists than none") << "/validation/positives"
                                           << "-7";
}

void TestForgedFiles::recordsHoldNumbersThatCanBe()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    forgeRecord(
        [&](Json& record) { record.at(Json::json_pointer(pointer.toStdString())) = Json::parse(value.toStdString()); });
    try {
        (void)loadRun(m_run);
        QFAIL("it was read");
    } catch (const BadInput& error) {
        const QString name = pointer.section(QLatin1Char('/'), -1);
        QVERIFY2(QString::fromUtf8(error.what()).contains(name), error.what());
    }
}

QTEST_GUILESS_MAIN(TestForgedFiles)
#include "tst_forged_files.moc"
