#include "core/base/error.h"
#include "core/experiment/sweep.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace tastescope;

class TestSweepSteering : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void divergedAndFailedTrialsDoNotEndIt();
    void failedTrialsAreTriedAgain();
    void aPersonStopsATrial();
    void aPersonAddsAPoint();
    void pausedItWaits();
    void eventsNeverOverlap();

private:
    std::filesystem::path folder(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

void TestSweepSteering::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestSweepSteering::divergedAndFailedTrialsDoNotEndIt()
{
    SweepConfig config = small(0, 1);
    config.scheduler = Scheduler::Grid;
    config.space.axes = {parseAxis(config.base.model, "learning_rate=grid(0.05,10,0.02)")};
    SweepHooks hooks;
    hooks.runTrial = [](const SweepTrial& trial, const RunConfig& run, const Dataset& dataset,
                        const RunFolder& runFolder, const JobContext& job) {
        if (trial.id == 3)
            throw Error("the disk is full.");
        return tastescope::run(run, dataset, runFolder, job);
    };
    const Sweep sweep = runSweep(config, *m_dataset, {folder("bad")}, {}, hooks);
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Finished, TrialPhase::Diverged, TrialPhase::Failed}));
    QCOMPARE(sweep.trials[2].message, std::string("the disk is full."));
    QVERIFY(sweep.trials[1].message.find("diverged") != std::string::npos);
    QCOMPARE(sweep.best, 1);
}

void TestSweepSteering::failedTrialsAreTriedAgain()
{
    SweepConfig config = small(0, 1);
    config.scheduler = Scheduler::Grid;
    config.space.axes = {parseAxis(config.base.model, "learning_rate=grid(0.05,10,0.02)")};
    bool full = true;
    SweepHooks hooks;
    hooks.runTrial = [&](const SweepTrial& trial, const RunConfig& run, const Dataset& dataset,
                         const RunFolder& runFolder, const JobContext& job) {
        if (trial.id == 3 && full)
            throw Error("the disk is full.");
        return tastescope::run(run, dataset, runFolder, job);
    };
    runSweep(config, *m_dataset, {folder("again")}, {}, hooks);
    full = false;
    const Sweep sweep = runSweep(config, *m_dataset, {folder("again"), true}, {}, hooks);
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Finished, TrialPhase::Diverged, TrialPhase::Finished}));
}

void TestSweepSteering::aPersonStopsATrial()
{
    SweepHooks hooks{.control = std::make_shared<SweepControl>(), .runTrial = {}};
    hooks.control->stopTrial(3);
    const JobContext job{.stop = {},
                         .sink =
                             [&](const JobEvent& event) {
                                 const auto* epoch = std::get_if<TrialEpoch>(&event);
                                 if (epoch && epoch->trial == 1 && epoch->epoch.epoch == 2)
                                     hooks.control->stopTrial(1);
                             },
                         .gate = {}};
    const Sweep sweep = runSweep(small(3, 5), *m_dataset, {folder("stopped")}, job, hooks);
    QVERIFY((phases(sweep) == std::vector{TrialPhase::Stopped, TrialPhase::Finished, TrialPhase::Stopped}));
    QCOMPARE(sweep.trials[0].record->epochs.size(), std::size_t(2));
    QVERIFY(!sweep.trials[2].record);
    QVERIFY(phases(runSweep(small(3, 5), *m_dataset, {folder("stopped"), true})) == phases(sweep)); // stays so
}

void TestSweepSteering::aPersonAddsAPoint()
{
    SweepHooks hooks{.control = std::make_shared<SweepControl>(), .runTrial = {}};
    std::vector<std::string> notes;
    const JobContext job{.stop = {},
                         .sink =
                             [&](const JobEvent& event) {
                                 if (const auto* note = std::get_if<Note>(&event))
                                     notes.push_back(note->text);
                                 const auto* ended = std::get_if<TrialEnded>(&event);
                                 if (!ended || ended->trial != 2)
                                     return;
                                 hooks.control->addPoint({{"learning_rate", 0.07}});
                                 hooks.control->addPoint({{"learning_rate", -1.0}});
                             },
                         .gate = {}};
    const Sweep sweep = runSweep(small(2), *m_dataset, {folder("added")}, job, hooks);
    QCOMPARE(sweep.trials.size(), std::size_t(3));
    QVERIFY(sweep.trials[2].added);
    QCOMPARE(sweep.trials[2].point, 2);
    QCOMPARE(sweep.trials[2].phase, TrialPhase::Finished);
    QCOMPARE(learningRateOf(sweep.trials[2].record->config.model).value(), 0.07);
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
