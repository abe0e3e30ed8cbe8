#include "core/base/error.h"
#include "core/experiment/sweep.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

using namespace tastescope;

class TestSweepSteering : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void divergedAndFailedTrialsDoNotEndIt();
    void failedTrialsAreTriedAgain();
    void aDamagedRecordDoesNotEndIt();
    void aPersonStopsATrial();
    void aPersonAddsAPoint();
    void pausedItWaits();
    void eventsNeverOverlap();

private:
    std::filesystem::path folder(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

/// A job during which a file comes to stand where a trial is to have its folder.
JobContext fileInTheWay(const std::filesystem::path& place)
{
    return {.stop = {},
            .sink =
                [place](const JobEvent& event) {
                    if (const auto* started = std::get_if<TrialStarted>(&event); started && started->trial == 1)
                        std::ofstream(place) << "in the way";
                },
            .gate = {}};
}

} // namespace

void TestSweepSteering::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestSweepSteering::divergedAndFailedTrialsDoNotEndIt()
{
    SweepConfig config = small(0, 1);
    config.scheduler = Scheduler::Grid;
    config.space.axes = {parseAxis(config.base.model, "learning_rate=grid(0.05,10,0.02)")};
    const Sweep sweep = runSweep(config, *m_dataset, {folder("bad")}, fileInTheWay(folder("bad") / "trial-0003"));
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Finished, TrialPhase::Diverged, TrialPhase::Failed}));
    QVERIFY(sweep.trials[2].message.find("cannot be made") != std::string::npos);
    QVERIFY(sweep.trials[1].message.find("diverged") != std::string::npos);
    QCOMPARE(sweep.best, 1);
}

void TestSweepSteering::failedTrialsAreTriedAgain()
{
    SweepConfig config = small(0, 1);
    config.scheduler = Scheduler::Grid;
    config.space.axes = {parseAxis(config.base.model, "learning_rate=grid(0.05,10,0.02)")};
    const std::filesystem::path third = folder("again") / "trial-0003";
    runSweep(config, *m_dataset, {folder("again")}, fileInTheWay(third));
    std::filesystem::remove(third);
    const Sweep sweep = runSweep(config, *m_dataset, {folder("again"), true});
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Finished, TrialPhase::Diverged, TrialPhase::Finished}));
}

void TestSweepSteering::aDamagedRecordDoesNotEndIt()
{
    const auto control = std::make_shared<SweepControl>();
    const JobContext job{.stop = {},
                         .sink =
                             [&](const JobEvent& event) {
                                 const auto* started = std::get_if<TrialStarted>(&event);
                                 if (!started || started->trial != 1)
                                     return; // stopped before it has an epoch, so nobody writes its record anew
                                 std::ofstream(folder("damaged") / "trial-0001" / "record.json") << "{";
                                 control->stopTrial(1);
                             },
                         .gate = {}};
    const Sweep sweep = runSweep(small(2), *m_dataset, {folder("damaged")}, job, {}, control);
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Stopped, TrialPhase::Finished}));
}

void TestSweepSteering::aPersonStopsATrial()
{
    const auto control = std::make_shared<SweepControl>();
    control->stopTrial(3);
    const JobContext job{.stop = {},
                         .sink =
                             [&](const JobEvent& event) {
                                 const auto* epoch = std::get_if<TrialEpoch>(&event);
                                 if (epoch && epoch->trial == 1 && epoch->epoch.epoch == 2)
                                     control->stopTrial(1);
                             },
                         .gate = {}};
    const Sweep sweep = runSweep(small(3, 5), *m_dataset, {folder("stopped")}, job, {}, control);
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Stopped, TrialPhase::Finished, TrialPhase::Stopped}));
    QCOMPARE(sweep.trials[0].record->epochs.size(), std::size_t(2));
    QVERIFY(!sweep.trials[2].record);
    QVERIFY(phases(runSweep(small(3, 5), *m_dataset, {folder("stopped"), true})) == phases(sweep)); // stays so
}

void TestSweepSteering::aPersonAddsAPoint()
{
    const auto control = std::make_shared<SweepControl>();
    std::vector<std::string> notes;
    const JobContext job{.stop = {},
                         .sink =
                             [&](const JobEvent& event) {
                                 if (const auto* note = std::get_if<Note>(&event))
                                     notes.push_back(note->text);
                                 const auto* ended = std::get_if<TrialEnded>(&event);
                                 if (!ended || ended->trial != 2)
                                     return;
                                 control->addPoint({{"learning_rate", 0.07}});
                                 control->addPoint({{"learning_rate", -1.0}});
                             },
                         .gate = {}};
    const Sweep sweep = runSweep(small(2), *m_dataset, {folder("added")}, job, {}, control);
    QCOMPARE(sweep.trials.size(), std::size_t(3));
    QVERIFY(sweep.trials[2].added);
    QCOMPARE(sweep.trials[2].point, 2);
    QCOMPARE(sweep.trials[2].phase, TrialPhase::Finished);
    QCOMPARE(std::get<BprOptions>(sweep.trials[2].record->config.model).learningRate, 0.07);
    QCOMPARE(notes.size(), std::size_t(1));
    QVERIFY(loadSweep(folder("added")).trials[2].added);
}

void TestSweepSteering::pausedItWaits()
{
    const JobContext paused{.stop = {}, .sink = {}, .gate = std::make_shared<PauseGate>()};
    JobContext job = paused;
    std::thread opener;
    std::atomic<int> epochs = 0;
    int atPause = -1;
    job.sink = [&](const JobEvent& event) {
        if (!std::holds_alternative<TrialEpoch>(event) || ++epochs != 1)
            return;
        job.gate->pause();
        atPause = epochs;
        opener = std::thread([gate = job.gate] { gate->resume(); });
    };
    const Sweep sweep = runSweep(small(2), *m_dataset, {folder("paused")}, job);
    opener.join();
    QCOMPARE(atPause, 1);
    QVERIFY(models(sweep) == models(runSweep(small(2), *m_dataset, {folder("unpaused")})));
}

void TestSweepSteering::eventsNeverOverlap()
{
    std::atomic<int> inside = 0;
    bool overlapped = false;
    std::vector<int> started;
    std::vector<int> ended;
    int epochs = 0;
    const JobContext job{.stop = {},
                         .sink =
                             [&](const JobEvent& event) {
                                 overlapped = overlapped || ++inside != 1;
                                 if (const auto* start = std::get_if<TrialStarted>(&event))
                                     started.push_back(start->trial);
                                 if (const auto* end = std::get_if<TrialEnded>(&event))
                                     ended.push_back(end->trial);
                                 epochs += std::holds_alternative<TrialEpoch>(event);
                                 --inside;
                             },
                         .gate = {}};
    SweepConfig config = small(6, 3);
    config.jobs = 2;
    runSweep(config, *m_dataset, {folder("events")}, job);
    QVERIFY(!overlapped);
    QCOMPARE(epochs, 18);
    std::ranges::sort(started);
    std::ranges::sort(ended);
    QVERIFY((started == std::vector{1, 2, 3, 4, 5, 6}));
    QVERIFY(ended == started);
}

QTEST_GUILESS_MAIN(TestSweepSteering)
#include "tst_sweep_steering.moc"
