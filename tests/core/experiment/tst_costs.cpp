#include "core/data/dataset.h"
#include "core/evaluation/evaluation_memory.h"
#include "core/experiment/pace_probe.h"
#include "core/experiment/run_cost.h"
#include "core/experiment/sweep_cost.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"

#include <QElapsedTimer>
#include <QTest>

#include <ctime>

using namespace tastescope;

class TestCosts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dataset = makePreset(Preset::Tiny); }
    void aSweepNeedsWhatItsLargestTrialNeeds_data();
    void aSweepNeedsWhatItsLargestTrialNeeds();
    void trialsSideBySideNeedMemoryEach();
    void epochsOfASweepAreThoseOfAllTrials();
    void halvingCountsOnlyThoseThatGoOn();
    void thePaceIsThatOfOneThread();
    void theProbeStopsWhenNobodyAsksAnyMore();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

/// What its trials share.
MemoryNeed listsOf(const SweepConfig& config, const DataSize& size)
{
    return listMemory(size, Part::Validation, config.base.negatives)
           + listMemory(size, Part::Test, config.base.negatives);
}

/// Seconds of processor time of all threads.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

} // namespace

void TestCosts::aSweepNeedsWhatItsLargestTrialNeeds_data()
{
    QTest::addColumn<QString>("axis");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("largest");
    // Adam remembers two numbers beside each weight, SGD none; as words "sgd" comes after "adam".
    QTest::newRow("optimiser") << "optimiser=choice(adam,sgd)"
                               << "optimiser"
                               << "adam";
    QTest::newRow("the other way round") << "optimiser=grid(sgd,adam)"
                                         << "optimiser"
                                         << "adam";
    QTest::newRow("dimension") << "embedding_dim=choice(64,8,16)"
                               << "embedding_dim"
                               << "64";
    QTest::newRow("range of dimensions") << "embedding_dim=int(8,100)"
                                         << "embedding_dim"
                                         << "100";
    QTest::newRow("nothing that matters") << "learning_rate=loguniform(0.001,0.1)"
                                          << "learning_rate"
                                          << "0.1";
}

void TestCosts::aSweepNeedsWhatItsLargestTrialNeeds()
{
    QFETCH(QString, axis);
    QFETCH(QString, option);
    QFETCH(QString, largest);
    SweepConfig config = small(4);
    config.space.axes = {parseAxis(config.base.model, axis.toStdString())};
    ModelOptions options = config.base.model;
    for (const OptionInfo& info : optionInfos(options))
        if (info.name == option.toStdString())
            setOption(options, info.name, parseOption(info, largest.toStdString()));
    // A sweep of one trial side by side is that trial, whose lists are counted with it.
    RunConfig trial = config.base;
    trial.model = options;
    const DataSize size = sizeOf(*m_dataset);
    QCOMPARE(sweepMemory(config, size).bytes(), listsOf(config, size).bytes() + runMemory(trial, size, true).bytes());
}

void TestCosts::trialsSideBySideNeedMemoryEach()
{
    SweepConfig config = small(8);
    config.base.threads = 1; // then each has one, however many there are
    const DataSize size = sizeOf(*m_dataset);
    const std::int64_t lists = listsOf(config, size).bytes();
    const std::int64_t one = sweepMemory(config, size).bytes() - lists;
    QVERIFY(one > 0 && lists > 0);
    config.jobs = 3;
    QCOMPARE(sweepMemory(config, size).bytes(), lists + 3 * one);
}

void TestCosts::epochsOfASweepAreThoseOfAllTrials()
{
    SweepConfig config = small(5, 7);
    config.seeds = 2;
    QCOMPARE(epochsInAll(config), 5 * 2 * 7);
    config.base.model = PopularityOptions{};
    config.space.axes.clear();
    QCOMPARE(epochsInAll(config), 0);
}

void TestCosts::halvingCountsOnlyThoseThatGoOn()
{
    SweepConfig config = small(9, 9);
    config.scheduler = Scheduler::Halving; // after 1 epoch a third goes on, after 3 a third of these
    QCOMPARE(epochsInAll(config), 9 * 1 + 3 * 2 + 1 * 6);
}

void TestCosts::thePaceIsThatOfOneThread()
{
    BprOptions options;
    options.embeddingDim = 64;
    QElapsedTimer wall;
    wall.start();
    const double before = processorSeconds();
    QVERIFY(measureSampleRate(options, *m_dataset, {}) > 0);
    // One thread uses no more of the processors than time passes.
    QVERIFY(processorSeconds() - before <= 1.1 * static_cast<double>(wall.nsecsElapsed()) * 1e-9 + 0.01);
}

void TestCosts::theProbeStopsWhenNobodyAsksAnyMore()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(measureSampleRate(BprOptions{}, *m_dataset, {.stop = stop.get_token()}), Cancelled);
}

QTEST_GUILESS_MAIN(TestCosts)
#include "tst_costs.moc"
