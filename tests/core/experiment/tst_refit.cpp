#include "core/data/joined_parts.h"
#include "core/experiment/refit.h"
#include "core/experiment/repeat_run.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/pipeline/preset.h"
#include "tests/support/hand_made.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tastescope;

namespace {

namespace fs = std::filesystem;

RunConfig bprConfig(int epochs)
{
    RunConfig config;
    config.dataset = "preset:tiny";
    config.model = BprOptions{.embeddingDim = 8, .epochs = epochs, .patience = 0};
    config.refit = true;
    return config;
}

/// Item 1 has two likes in train and 2 in validation, item 2 three in train: refitted, item 1 is the more popular one.
handmade::World overtaken()
{
    return {.users = 5,
            .items = 5,
            .train = {{2}, {2}, {1, 2}, {1}, {0}},
            .validation = {{1}, {1}, {}, {}, {}},
            .test = {{}, {}, {}, {}, {1}}};
}

} // namespace

/// Training again on train + validation: other data, the same settings and as many epochs as were found.
class TestRefit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void joinsTrainAndValidationAlone();
    void theSecondFigureIsOfBothParts();
    void asManyEpochsAtTheRatesOfAllOfThem();
    void bothStandInTheRecord();
    void doesNotDependOnTheNumberOfThreads();
    void aFinishedRunCanBeRefittedLater();
    void reportsNoEpochsOfItsOwn();
    void withoutValidationThereIsNone();
    void aRepeatedRunIsHeldAgainstItToo();

private:
    fs::path folder(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

void TestRefit::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestRefit::joinsTrainAndValidationAlone()
{
    const Dataset dataset = handmade::dataset(overtaken());
    const auto joined = withValidationInTrain(dataset);
    for (const User user : idsUpTo<User>(5)) {
        std::vector<Item> both(dataset.train().row(user).begin(), dataset.train().row(user).end());
        const auto more = dataset.heldOut(Part::Validation).row(user);
        both.insert(both.end(), more.begin(), more.end());
        std::ranges::sort(both);
        QVERIFY(std::ranges::equal(joined->train().row(user), both));
        QVERIFY(std::ranges::equal(joined->heldOut(Part::Test).row(user), dataset.heldOut(Part::Test).row(user)));
        QCOMPARE(joined->library().row(user).size(), both.size()); // items are tracks
    }
    QCOMPARE(joined->heldOut(Part::Validation).entryCount(), std::size_t(0));
    const auto tiny = withValidationInTrain(*m_dataset);
    QVERIFY(tiny->library() == m_dataset->library()); // playlists: what one listens to stays
}

void TestRefit::theSecondFigureIsOfBothParts()
{
    // User 4 has test item 1 among 2, 3 and 4 (he likes 0). Popularity in train: item 2 has 3 likes, 1 has 2: rank 2,
    // MRR 1/2. With validation item 1 has 4: rank 1, MRR 1.
    const Dataset dataset = handmade::dataset(overtaken());
    RunConfig config;
    config.model = PopularityOptions{};
    config.negatives = 3;
    config.refit = true;
    const Run made = run(config, dataset, {folder("popular")});
    QCOMPARE(made.record.test->mrr()->value, 0.5);
    QVERIFY(made.record.refit.has_value());
    QCOMPARE(made.record.refit->test->mrr()->value, 1.0);
    QCOMPARE(made.record.refit->epochs, 0);
}

void TestRefit::asManyEpochsAtTheRatesOfAllOfThem()
{
    // The refit of a run whose best epoch is k is the first k epochs on the joined data, under the schedule of all.
    const Run made = run(bprConfig(6), *m_dataset, {folder("epochs")});
    QCOMPARE(made.record.refit->epochs, made.record.bestEpoch);
    const auto joined = withValidationInTrain(*m_dataset);
    RunConfig whole = bprConfig(6);
    whole.refit = false;
    const Run onBoth = run(whole, *joined, {folder("both")}); // nothing is validated, so it runs all 6
    std::vector<double> rates;
    for (const EpochFinished& epoch : onBoth.record.epochs)
        rates.push_back(epoch.learningRate);
    QVERIFY(rates.front() > rates.back());
    if (made.record.bestEpoch == 6)
        QCOMPARE(made.record.refit->modelSha256, onBoth.record.modelSha256);
    const Learned two = trainOnTrainAndValidation(bprConfig(6), *m_dataset, 2, {});
    QCOMPARE(two.curve.size(), std::size_t(2));
    QCOMPARE(two.curve[1].learningRate, rates[1]);
    QCOMPARE(two.curve[1].trainLoss, onBoth.record.epochs[1].trainLoss);
}

void TestRefit::bothStandInTheRecord()
{
    const Run made = run(bprConfig(3), *m_dataset, {folder("record")});
    const Run loaded = loadRun(folder("record"));
    QCOMPARE(toText(toJson(loaded.record)), toText(toJson(made.record)));
    QVERIFY(loaded.record.test->mrr() && loaded.record.refit->test->mrr());
    QVERIFY(loaded.record.test->mrr() != loaded.record.refit->test->mrr());
    QCOMPARE(loaded.record.test->positives, loaded.record.refit->test->positives);
    QVERIFY(loadRefit(loaded) != nullptr);
    QVERIFY(fs::exists(RunFiles(folder("record")).refitTest));
    const auto own = RunFiles(folder("record")).own();
    QVERIFY(std::ranges::find(own, RunFiles(folder("record")).refitModel) != own.end()); // goes with the run
    RunConfig plain = bprConfig(3);
    plain.refit = false;
    const Run without = run(plain, *m_dataset, {folder("without")});
    QVERIFY(!without.record.refit);
    QCOMPARE(without.record.modelSha256, made.record.modelSha256); // the run itself is the same
    QVERIFY_EXCEPTION_THROWN(loadRefit(loadRun(folder("without"))), Error);
}

void TestRefit::doesNotDependOnTheNumberOfThreads()
{
    RunConfig config = bprConfig(2);
    config.threads = 1;
    const Run one = run(config, *m_dataset, {folder("one")});
    config.threads = 3;
    const Run three = run(config, *m_dataset, {folder("three")});
    QCOMPARE(one.record.refit->modelSha256, three.record.refit->modelSha256);
}

void TestRefit::aFinishedRunCanBeRefittedLater()
{
    RunConfig config = bprConfig(3);
    const Run whole = run(config, *m_dataset, {folder("whole")});
    config.refit = false;
    const Run first = run(config, *m_dataset, {folder("later")});
    config.refit = true;
    const Run later = run(config, *m_dataset, {folder("later"), true});
    QCOMPARE(later.record.modelSha256, first.record.modelSha256);
    QCOMPARE(later.record.refit->modelSha256, whole.record.refit->modelSha256);
    QVERIFY(later.record.test->mrr() == first.record.test->mrr());
}

void TestRefit::reportsNoEpochsOfItsOwn()
{
    int epochs = 0;
    int trainings = 0;
    JobContext job;
    job.sink = [&](const JobEvent& event) {
        epochs += std::holds_alternative<EpochFinished>(event);
        trainings += std::holds_alternative<TrainingStarted>(event);
    };
    run(bprConfig(3), *m_dataset, {folder("events")}, job);
    QCOMPARE(epochs, 3);
    QCOMPARE(trainings, 1);
}

void TestRefit::withoutValidationThereIsNone()
{
    handmade::World world = overtaken();
    world.validation = {};
    RunConfig config;
    config.model = PopularityOptions{};
    config.refit = true;
    try {
        run(config, handmade::dataset(world), {folder("none")});
        QFAIL("nothing was said");
    } catch (const Error& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("nothing to refit on")), error.what());
    }
    QVERIFY(!fs::exists(RunFiles(folder("none")).record));
}

void TestRefit::aRepeatedRunIsHeldAgainstItToo()
{
    const Run made = run(bprConfig(2), *m_dataset, {folder("made")});
    QVERIFY(repeatRun(made.record, *m_dataset, folder("repeated")).identical());
    RunRecord forged = made.record;
    forged.refit->modelSha256 = std::string(64, '0');
    QVERIFY(!repeatRun(forged, *m_dataset, folder("forged")).identical());
}

QTEST_GUILESS_MAIN(TestRefit)
#include "tst_refit.moc"
