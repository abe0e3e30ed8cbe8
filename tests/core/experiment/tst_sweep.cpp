#include "core/base/error.h"
#include "core/experiment/sweep.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace tastescope;

class TestSweep : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsWhatItReturns();
    void resultsDoNotDependOnJobs_data();
    void resultsDoNotDependOnJobs();
    void aTrialEqualsARunOfItsOwn();
    void moreTrialsChangeNoEarlierOne();
    void cancelledAndResumedEqualsUninterrupted_data();
    void cancelledAndResumedEqualsUninterrupted();
    void finishedTrialsAreNotRunAgain();
    void goingOnRemovesUnfinishedFilesOfAllTrials();
    void halvingGivesUpTheWorse();
    void seedsShareAPoint();
    void modelsWithoutEpochsAreSweptToo();
    void anotherSweepIsRefused();

private:
    std::filesystem::path folder(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

void TestSweep::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestSweep::keepsWhatItReturns()
{
    const Sweep made = runSweep(small(3), *m_dataset, {folder("kept")});
    const Sweep loaded = loadSweep(folder("kept"));
    QVERIFY(loaded.config == made.config);
    QVERIFY(models(loaded) == models(made));
    QVERIFY((phases(loaded) == std::vector(3, TrialPhase::Finished)));
    QCOMPARE(loaded.best, made.best);
    QVERIFY(made.best > 0);
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(loaded.trials[i].settings == made.trials[i].settings);
        QVERIFY(*made.trials[i].mrr() <= *made.trials[static_cast<std::size_t>(made.best) - 1].mrr());
        QVERIFY(!validationResults(loaded.trials[i]).values.empty());
    }
}

void TestSweep::resultsDoNotDependOnJobs_data()
{
    QTest::addColumn<int>("scheduler");
    QTest::newRow("random") << static_cast<int>(Scheduler::Random);
    QTest::newRow("halving") << static_cast<int>(Scheduler::Halving);
}

void TestSweep::resultsDoNotDependOnJobs()
{
    QFETCH(int, scheduler);
    SweepConfig config = small(5, 4);
    config.scheduler = static_cast<Scheduler>(scheduler);
    config.eta = 2;
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    config.jobs = 1;
    const Sweep one = runSweep(config, *m_dataset, {folder(tag + "-1")});
    config.jobs = 2;
    const Sweep two = runSweep(config, *m_dataset, {folder(tag + "-2")});
    QVERIFY(models(one) == models(two));
    QVERIFY(phases(one) == phases(two));
    QCOMPARE(one.best, two.best);
}

void TestSweep::aTrialEqualsARunOfItsOwn()
{
    const SweepConfig config = small(1);
    const Sweep sweep = runSweep(config, *m_dataset, {folder("one")});
    const Run alone = run(runConfigOf(config, sweep.trials[0].settings, 0), *m_dataset, {folder("alone")});
    QCOMPARE(sweep.trials[0].record->modelSha256, alone.record.modelSha256);
    QCOMPARE(sweep.trials[0].record->test->mrr()->value, alone.record.test->mrr()->value);
}

void TestSweep::moreTrialsChangeNoEarlierOne()
{
    const Sweep two = runSweep(small(2), *m_dataset, {folder("grown")});
    const Sweep four = runSweep(small(4), *m_dataset, {folder("grown"), true});
    QCOMPARE(four.trials.size(), std::size_t(4));
    for (std::size_t i = 0; i < 2; ++i)
        QCOMPARE(models(four)[i], models(two)[i]);
    QVERIFY(models(runSweep(small(4), *m_dataset, {folder("at-once")})) == models(four));
}

void TestSweep::cancelledAndResumedEqualsUninterrupted_data()
{
    QTest::addColumn<int>("scheduler");
    QTest::addColumn<int>("epochsSeen");
    for (const int seen : {1, 4, 6}) {
        QTest::addRow("random-%d", seen) << static_cast<int>(Scheduler::Random) << seen;
        QTest::addRow("halving-%d", seen) << static_cast<int>(Scheduler::Halving) << seen;
    }
}

void TestSweep::cancelledAndResumedEqualsUninterrupted()
{
    QFETCH(int, scheduler);
    QFETCH(int, epochsSeen);
    SweepConfig config = small(4, 4);
    config.scheduler = static_cast<Scheduler>(scheduler);
    config.eta = 2;
    config.jobs = 2;
    const QString tag = QString::fromLatin1(QTest::currentDataTag()) + "-stopped";
    std::stop_source stop;
    int seen = 0;
    const JobContext job{.stop = stop.get_token(),
                         .sink =
                             [&](const JobEvent& event) {
                                 if (std::holds_alternative<TrialEpoch>(event) && ++seen == epochsSeen)
                                     stop.request_stop();
                             },
                         .gate = {}};
    QVERIFY_EXCEPTION_THROWN(runSweep(config, *m_dataset, {folder(tag)}, job), Cancelled);
    for (const TrialPhase phase : phases(loadSweep(folder(tag))))
        QVERIFY(phase != TrialPhase::Running && phase != TrialPhase::Failed);
    const Sweep resumed = runSweep(config, *m_dataset, {folder(tag), true});
    const Sweep whole = runSweep(config, *m_dataset, {folder(tag + "-whole")});
    QVERIFY(models(resumed) == models(whole));
    QVERIFY(phases(resumed) == phases(whole));
    QCOMPARE(resumed.best, whole.best);
}

void TestSweep::finishedTrialsAreNotRunAgain()
{
    std::stop_source stop;
    struct Ran final : RunObserver
    {
        explicit Ran(std::stop_source& source) : stop(source) {}
        void begun(const ObservedRun& run) override
        {
            trials.push_back(*run.trial);
            if (trials.size() == 2)
                stop.request_stop();
        }
        std::stop_source& stop;
        std::vector<int> trials;
    } ran(stop);
    RunObserver* const observers[] = {&ran};
    const JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    QVERIFY_EXCEPTION_THROWN(runSweep(small(3), *m_dataset, {folder("again")}, job, observers), Cancelled);
    runSweep(small(3), *m_dataset, {folder("again"), true}, {}, observers);
    QVERIFY((ran.trials == std::vector{1, 2, 2, 3}));
    runSweep(small(3), *m_dataset, {folder("again"), true}, {}, observers);
    QCOMPARE(ran.trials.size(), std::size_t(4));
}

/// What an end in the middle of a file left in a trial that nobody goes on with, since it failed meanwhile.
void TestSweep::goingOnRemovesUnfinishedFilesOfAllTrials()
{
    runSweep(small(2), *m_dataset, {folder("parts"), false});
    const std::filesystem::path trial = folder("parts") / "trial-0001";
    const std::filesystem::path parts[] = {trial / "record.json.a1b2c3.part",
                                           trial / "checkpoints" / "next.safetensors.a1b2c3.part"};
    std::filesystem::create_directories(trial / "checkpoints"); // a trial that failed keeps them
    for (const auto& part : parts)
        QVERIFY(std::ofstream(part) << "half");
    runSweep(small(2), *m_dataset, {folder("parts"), true});
    for (const auto& part : parts)
        QVERIFY2(!std::filesystem::exists(part), part.c_str());
}

void TestSweep::halvingGivesUpTheWorse()
{
    SweepConfig config = small(6, 4);
    config.scheduler = Scheduler::Halving;
    config.eta = 2; // compared after 1 and 2: 6 -> 3 -> 1
    const Sweep sweep = runSweep(config, *m_dataset, {folder("halving")});
    QCOMPARE(std::ranges::count(phases(sweep), TrialPhase::Finished), 1);
    QCOMPARE(std::ranges::count(phases(sweep), TrialPhase::EarlyStopped), 5);
    std::vector<std::size_t> epochs;
    for (const SweepTrial& trial : sweep.trials)
        epochs.push_back(trial.record->epochs.size());
    std::ranges::sort(epochs);
    QVERIFY((epochs == std::vector<std::size_t>{1, 1, 1, 2, 2, 4}));
    QVERIFY(phases(loadSweep(folder("halving"))) == phases(sweep));
    for (const SweepTrial& trial : sweep.trials) {
        QVERIFY(std::filesystem::exists(trial.folder / "model.safetensors"));
        QVERIFY(!std::filesystem::exists(trial.folder / "checkpoints")); // nobody goes on from them
    }
}

void TestSweep::seedsShareAPoint()
{
    SweepConfig config = small(2, 1);
    config.seeds = 2;
    const Sweep sweep = runSweep(config, *m_dataset, {folder("seeds")});
    QCOMPARE(sweep.trials.size(), std::size_t(4));
    QVERIFY(sweep.trials[0].settings == sweep.trials[1].settings);
    QCOMPARE(sweep.trials[1].point, 0);
    QCOMPARE(sweep.trials[2].point, 1);
    QVERIFY(readOption(sweep.trials[1].record->config.model, "seed") == OptionValue(std::int64_t{43}));
    QVERIFY(models(sweep)[0] != models(sweep)[1]);
}

void TestSweep::modelsWithoutEpochsAreSweptToo()
{
    SweepConfig config;
    config.base.model = UserKnnOptions{};
    config.scheduler = Scheduler::Grid;
    config.space.axes = {parseAxis(config.base.model, "neighbours=grid(5,20,80)")};
    config.points = 0;
    config.jobs = 2;
    const Sweep sweep = runSweep(config, *m_dataset, {folder("knn")});
    QVERIFY((phases(sweep) == std::vector(3, TrialPhase::Finished)));
    QVERIFY(sweep.best > 0 && sweep.trials[0].mrr());
}

void TestSweep::anotherSweepIsRefused()
{
    runSweep(small(1, 1), *m_dataset, {folder("mine")});
    QVERIFY_EXCEPTION_THROWN(runSweep(small(1, 2), *m_dataset, {folder("mine"), true}), Error);
    QCOMPARE(loadSweep(folder("mine")).trials.size(), std::size_t(1));                    // the refusal changed nothing
    QVERIFY_EXCEPTION_THROWN(runSweep(small(1, 2), *m_dataset, {folder("mine")}), Error); // nor replaced without a word
    QCOMPARE(loadSweep(folder("mine")).trials.size(), std::size_t(1));
    QVERIFY_EXCEPTION_THROWN(loadSweep(folder("nowhere")), Error);
    std::ofstream(folder("mine") / "trials.json") << "{\"version\": 1, \"trials\": [{}]}";
    QVERIFY_EXCEPTION_THROWN(loadSweep(folder("mine")), BadInput);
}

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
