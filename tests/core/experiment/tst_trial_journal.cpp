#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/trial_journal.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"
#include "tests/support/temp_files.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace tastescope;

namespace fs = std::filesystem;

/// What the folder of a sweep says of its trials, and what it costs to keep it.
class TestTrialJournal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aTrialIsOneLine();
    void theListOfOlderSweepsIsRead();
    void aSweepMadeBeforeThereWereJournalsGoesOn();
    void aLineThatWasCutOffIsLeftOut();
    void addedPointsKeepTheirPlace();
    void damagedJournalsAreNamed_data();
    void damagedJournalsAreNamed();
    void aLongSweepIsStoppedBeforeItsFirstTrial();
    void aStopIsHeardBeforeTheNextTrialIsLookedAt();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

std::vector<std::string> linesOf(const fs::path& file)
{
    std::ifstream stream(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// The folder as version 0.1 of the program left it: a list of all trials instead of a journal.
void makeOlder(const fs::path& folder, const Sweep& sweep)
{
    Json json{{"version", 1}, {"trials", Json::array()}};
    for (const SweepTrial& trial : sweep.trials)
        json["trials"].push_back(parseJson(journalLine(trial), "line"));
    fs::remove(SweepFiles(folder).journal);
    std::ofstream(SweepFiles(folder).list) << toText(json);
}

bool sameTrials(const std::vector<SweepTrial>& a, const std::vector<SweepTrial>& b)
{
    return std::ranges::equal(a, b, [](const SweepTrial& one, const SweepTrial& other) {
        return journalLine(one) == journalLine(other) && one.folder == other.folder
               && one.record.has_value() == other.record.has_value();
    });
}

} // namespace

void TestTrialJournal::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestTrialJournal::aTrialIsOneLine()
{
    const TempFiles files;
    const Sweep made = runSweep(small(3), *m_dataset, {files.at("sweep")});
    QCOMPARE(linesOf(files.at("sweep/trials.jsonl")).size(), std::size_t(3));
    QVERIFY(sameTrials(loadSweep(files.at("sweep")).trials, made.trials));
    runSweep(small(5), *m_dataset, {files.at("sweep"), true});
    QCOMPARE(linesOf(files.at("sweep/trials.jsonl")).size(), std::size_t(5));
}

void TestTrialJournal::theListOfOlderSweepsIsRead()
{
    const TempFiles files;
    SweepConfig config = small(4, 4);
    config.scheduler = Scheduler::Halving;
    config.eta = 2;
    const Sweep made = runSweep(config, *m_dataset, {files.at("sweep")});
    makeOlder(files.at("sweep"), made);
    QVERIFY(sameTrials(loadSweep(files.at("sweep")).trials, made.trials));
    const Sweep again = runSweep(config, *m_dataset, {files.at("sweep"), true});
    QVERIFY(phases(again) == phases(made));
    QCOMPARE(models(again), models(made));
    for (std::size_t i = 0; i < made.trials.size(); ++i) // nothing was run again
        QCOMPARE(again.trials[i].record->startedAt, made.trials[i].record->startedAt);
}

// Made by the command line of commit b6290ea; models and results of users are left out.
void TestTrialJournal::aSweepMadeBeforeThereWereJournalsGoesOn()
{
    const TempFiles files;
    fs::copy(SOURCE_ROOT "/tests/data/sweeps/halving-before-journals", files.at("sweep"), fs::copy_options::recursive);
    const Sweep sweep = loadSweep(files.at("sweep"));
    const std::vector expected{TrialPhase::EarlyStopped, TrialPhase::Finished, TrialPhase::EarlyStopped,
                               TrialPhase::EarlyStopped};
    QVERIFY(phases(sweep) == expected);
    QCOMPARE(sweep.best, 2);
    QVERIFY(std::abs(*sweep.trials[1].mrr() - 0.29661) < 1e-5);
    const Sweep again = runSweep(sweep.config, *m_dataset, {files.at("sweep"), true});
    QVERIFY(phases(again) == expected);
    QCOMPARE(models(again), models(sweep));
    QVERIFY(fs::exists(files.at("sweep/trials.jsonl")));
    QVERIFY(phases(loadSweep(files.at("sweep"))) == expected);
}

void TestTrialJournal::aLineThatWasCutOffIsLeftOut()
{
    const TempFiles files;
    const Sweep made = runSweep(small(3), *m_dataset, {files.at("sweep")});
    const fs::path journal = files.at("sweep/trials.jsonl");
    fs::resize_file(journal, fs::file_size(journal) - 5);
    QVERIFY(sameTrials(loadSweep(files.at("sweep")).trials, made.trials)); // its record tells of its end
    const Sweep again = runSweep(small(3), *m_dataset, {files.at("sweep"), true});
    QCOMPARE(models(again), models(made));
    QCOMPARE(linesOf(journal).size(), std::size_t(3));
}

void TestTrialJournal::addedPointsKeepTheirPlace()
{
    const TempFiles files;
    SweepConfig config = small(2);
    config.seeds = 2;
    const auto control = std::make_shared<SweepControl>();
    control->addPoint({{"learning_rate", 0.07}});
    const Sweep made = runSweep(config, *m_dataset, {files.at("sweep")}, {}, {}, control);
    QCOMPARE(made.trials.size(), std::size_t(6));
    QVERIFY(made.trials[4].added && made.trials[5].added && made.trials[5].point == 2 && made.trials[5].repeat == 1);
    config.points = 3; // drawn after it
    const Sweep grown = runSweep(config, *m_dataset, {files.at("sweep"), true});
    QCOMPARE(grown.trials.size(), std::size_t(8));
    QVERIFY(grown.trials[4].added && !grown.trials[6].added);
    QVERIFY(grown.trials[6].settings == pointOf(config, 2));
    QVERIFY(sameTrials(loadSweep(files.at("sweep")).trials, grown.trials));
}

void TestTrialJournal::damagedJournalsAreNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("{\"id\": 1,");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("a number out of all bounds") << QByteArray(
        R"({"id":2000000000,"point":0,"repeat":0,"added":false,"options":{},"state":"waiting","message":""})");
    QTest::newRow("more trials than the sweep has")
        << QByteArray(R"({"id":7,"point":6,"repeat":0,"added":false,"options":{},"state":"waiting","message":""})");
    QTest::newRow("another state") << QByteArray(
        R"({"id":1,"point":0,"repeat":0,"added":false,"options":{},"state":"lost","message":""})");
}

void TestTrialJournal::damagedJournalsAreNamed()
{
    QFETCH(QByteArray, line);
    const TempFiles files;
    runSweep(small(2, 1), *m_dataset, {files.at("sweep")});
    std::ofstream(files.at("sweep/trials.jsonl"), std::ios::app) << line.toStdString() << "\n";
    try {
        loadSweep(files.at("sweep"));
        QFAIL("it was read");
    } catch (const BadInput& error) {
        QVERIFY2(std::string(error.what()).find("trials.jsonl") != std::string::npos, error.what());
    }
}

void TestTrialJournal::aLongSweepIsStoppedBeforeItsFirstTrial()
{
    const TempFiles files;
    SweepConfig config;
    config.base.model = UserKnnOptions{};
    config.space.axes = {parseAxis(config.base.model, "neighbours=int(1,10000)")};
    config.points = 80'000;
    std::stop_source stop;
    stop.request_stop();
    QElapsedTimer timer;
    timer.start();
    QVERIFY_EXCEPTION_THROWN(
        runSweep(config, *m_dataset, {files.at("sweep")}, {.stop = stop.get_token(), .sink = {}, .gate = {}}),
        Cancelled);
    QVERIFY2(timer.elapsed() < 1'000, "the points were drawn all the same");
}

/// Of all that is done for each trial when a sweep begins or is resumed. The journal is damaged, so that anything but
/// Cancelled says that it was read all the same.
void TestTrialJournal::aStopIsHeardBeforeTheNextTrialIsLookedAt()
{
    const TempFiles files;
    const SweepConfig config = small(2, 1);
    const fs::path folder = files.at("sweep");
    runSweep(config, *m_dataset, {folder});
    std::stop_source stop;
    stop.request_stop();
    const JobContext stopped{.stop = stop.get_token(), .sink = {}, .gate = {}};
    std::ofstream(SweepFiles(folder).journal) << "{\n";
    QVERIFY_EXCEPTION_THROWN(loadSweep(folder, {}), BadInput);
    QVERIFY_EXCEPTION_THROWN(loadSweep(folder, stopped), Cancelled);
    QVERIFY_EXCEPTION_THROWN(requireResumable(folder, config, *m_dataset, stopped), Cancelled);
    QVERIFY_EXCEPTION_THROWN(runSweep(config, *m_dataset, {folder, true}, stopped), Cancelled);
    QVERIFY(fs::exists(SweepFiles(folder).config) && fs::exists(folder / "trial-0001"));
}

QTEST_GUILESS_MAIN(TestTrialJournal)
#include "tst_trial_journal.moc"
