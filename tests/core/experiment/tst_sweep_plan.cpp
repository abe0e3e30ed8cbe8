#include "core/experiment/sweep_plan.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"

#include <QTest>

#include <array>

using namespace tastescope;

namespace {

/// 9 epochs compared after 1 and 3.
SweepConfig halving()
{
    SweepConfig config;
    config.base.model = BprOptions{.epochs = 9};
    config.scheduler = Scheduler::Halving;
    return config;
}

SweepTrial trial(int id, const std::vector<double>& curve, TrialPhase phase = TrialPhase::Waiting)
{
    SweepTrial made;
    made.id = id;
    made.phase = phase;
    if (curve.empty())
        return made;
    made.record.emplace();
    for (const double mrr : curve) {
        EpochFinished epoch;
        epoch.epoch = static_cast<int>(made.record->epochs.size()) + 1;
        epoch.validation = {{"mrr", mrr}};
        made.record->epochs.push_back(epoch);
    }
    return made;
}

/// "0:1 2:3": places and the epoch to train to.
std::string text(const SweepPlan& plan)
{
    std::string text;
    for (const SweepPlan::Task& task : plan.tasks)
        text += (text.empty() ? "" : " ") + std::to_string(task.trial) + ":" + std::to_string(task.epochs);
    return text;
}

using Places = std::vector<std::size_t>;

} // namespace

class TestSweepPlan : public QObject
{
    Q_OBJECT

private slots:
    void withoutHalvingEveryTrialRunsToItsEnd();
    void aRungWaitsForAllItsTrials();
    void theBestOneInEtaGoesOn();
    void equalTrialsGoOnByNumber();
    void whoEndedByHimselfKeepsHisPlace();
    void whoCannotGoOnIsNotPromoted();
    void laterEpochsDoNotCountOnAnEarlierRung();
    void addedPointsRunToTheirEnd();
};

void TestSweepPlan::withoutHalvingEveryTrialRunsToItsEnd()
{
    SweepConfig config = halving();
    config.scheduler = Scheduler::Random;
    QCOMPARE(text(planSweep(config, {trial(1, {0.4, 0.5}, TrialPhase::Interrupted), trial(2, {}, TrialPhase::Running),
                                     trial(3, {0.1}, TrialPhase::Diverged), trial(4, {})})),
             std::string("0:9 3:9"));
    config.base.model = UserKnnOptions{};
    QCOMPARE(text(planSweep(config, {trial(1, {}), trial(2, {}, TrialPhase::Finished)})), std::string("0:0"));
}

void TestSweepPlan::aRungWaitsForAllItsTrials()
{
    const SweepPlan plan =
        planSweep(halving(), {trial(1, {0.1}), trial(2, {}, TrialPhase::Running), trial(3, {}), trial(4, {0.4})});
    QCOMPARE(text(plan), std::string("2:1"));
    QVERIFY(plan.givenUp.empty());
}

void TestSweepPlan::theBestOneInEtaGoesOn()
{
    // 7 trials, eta 3: floor(7 / 3) = 2 go on, those with 0.6 and 0.5.
    std::vector<SweepTrial> trials;
    for (int id = 1; id <= 7; ++id)
        trials.push_back(trial(id, {std::array{0.1, 0.6, 0.3, 0.2, 0.5, 0.4, 0.0}[static_cast<std::size_t>(id) - 1]}));
    SweepPlan plan = planSweep(halving(), trials);
    QCOMPARE(text(plan), std::string("1:3 4:3"));
    QVERIFY((plan.givenUp == Places{0, 2, 3, 5, 6}));
    for (const std::size_t place : plan.givenUp)
        trials[place].phase = TrialPhase::EarlyStopped;
    QVERIFY(planSweep(halving(), trials).givenUp.empty()); // said once

    // Of two, floor(2 / 3) would be none: one goes on.
    trials[1] = trial(2, {0.6, 0.61, 0.62});
    trials[4] = trial(5, {0.5, 0.6, 0.7});
    plan = planSweep(halving(), trials);
    QCOMPARE(text(plan), std::string("4:9"));
    QVERIFY((plan.givenUp == Places{1}));
}

void TestSweepPlan::equalTrialsGoOnByNumber()
{
    const SweepPlan plan = planSweep(halving(), {trial(1, {0.2}), trial(2, {0.5}), trial(3, {0.5})});
    QCOMPARE(text(plan), std::string("1:3"));
}

void TestSweepPlan::whoEndedByHimselfKeepsHisPlace()
{
    // The best one was stopped by its patience: it holds the only place, and nobody else gets it.
    const SweepPlan plan =
        planSweep(halving(), {trial(1, {0.6}, TrialPhase::Finished), trial(2, {0.5}), trial(3, {0.4})});
    QCOMPARE(text(plan), std::string());
    QVERIFY((plan.givenUp == Places{1, 2}));
}

void TestSweepPlan::whoCannotGoOnIsNotPromoted()
{
    const SweepPlan plan =
        planSweep(halving(), {trial(1, {0.9}, TrialPhase::Diverged), trial(2, {0.2}),
                              trial(3, {0.8}, TrialPhase::Stopped), trial(4, {}, TrialPhase::Failed)});
    QCOMPARE(text(plan), std::string("1:3"));
    QVERIFY(planSweep(halving(), {trial(1, {}, TrialPhase::Failed)}).tasks.empty());
}

void TestSweepPlan::laterEpochsDoNotCountOnAnEarlierRung()
{
    // Trial 1 was trained further already; after one epoch it was the worse one.
    const SweepPlan plan = planSweep(halving(), {trial(1, {0.1, 0.2, 0.9}), trial(2, {0.3}), trial(3, {0.2})});
    QCOMPARE(text(plan), std::string("1:3"));
}

void TestSweepPlan::addedPointsRunToTheirEnd()
{
    std::vector<SweepTrial> trials{trial(1, {}, TrialPhase::Running), trial(2, {0.1}), trial(3, {})};
    trials[2].added = true;
    QCOMPARE(text(planSweep(halving(), trials)), std::string("2:9"));
}

QTEST_GUILESS_MAIN(TestSweepPlan)
#include "tst_sweep_plan.moc"
