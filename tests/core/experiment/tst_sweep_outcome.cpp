#include "core/experiment/sweep_outcome.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

class TestSweepOutcome : public QObject
{
    Q_OBJECT

private slots:
    void theBestGrowsTrialByTrial();
    void theDistributionStepsByTrials();
    void divergedTrialsLieBelowAll();
    void ofNoTrialThereIsNoShare();
};

namespace {

SweepTrial trialWith(int id, TrialPhase phase, std::optional<double> mrr)
{
    SweepTrial trial;
    trial.id = id;
    trial.phase = phase;
    if (mrr) {
        trial.record.emplace();
        trial.record->validation.emplace();
        trial.record->validation->model = Estimates({{"mrr", Estimate{*mrr, 0, 1}}});
    }
    return trial;
}

/// 0.2, diverged, 0.4, 0.3 given up, failed, 0.4, one that runs at 0.5, one that waits.
Sweep mixed()
{
    Sweep sweep;
    sweep.trials = {trialWith(1, TrialPhase::Finished, 0.2), trialWith(2, TrialPhase::Diverged, 0.9),
                    trialWith(3, TrialPhase::Finished, 0.4), trialWith(4, TrialPhase::EarlyStopped, 0.3),
                    trialWith(5, TrialPhase::Failed, {}),    trialWith(6, TrialPhase::Finished, 0.4),
                    trialWith(7, TrialPhase::Running, 0.5),  trialWith(8, TrialPhase::Waiting, {})};
    return sweep;
}

} // namespace

void TestSweepOutcome::theBestGrowsTrialByTrial()
{
    // The diverged one does not count, however well it began; 0.3 and the second 0.4 change nothing.
    const std::vector<BestUpTo> expected{{1, 0.2}, {3, 0.4}, {4, 0.4}, {6, 0.4}, {7, 0.5}};
    QVERIFY(bestUpToEach(mixed()) == expected);
    QVERIFY(bestUpToEach({}).empty());
}

void TestSweepOutcome::theDistributionStepsByTrials()
{
    const OutcomeDistribution outcomes = outcomesOf(mixed());
    QVERIFY((outcomes.values == std::vector{0.2, 0.3, 0.4, 0.4}));
    QCOMPARE(outcomes.diverged, 1);
    QCOMPARE(outcomes.leftOut, 3);           // failed, running, waiting
    QCOMPARE(outcomes.count(), 5);           // 4 and the diverged one
    QCOMPARE(outcomes.shareUpTo(0.2), 0.4);  // diverged and 0.2: 2 / 5
    QCOMPARE(outcomes.shareUpTo(0.29), 0.4); // holds until the next one
    QCOMPARE(outcomes.shareUpTo(0.3), 0.6);  // 3 / 5
    QCOMPARE(outcomes.shareUpTo(0.4), 1.0);  // both at once: 5 / 5
}

void TestSweepOutcome::divergedTrialsLieBelowAll()
{
    QCOMPARE(outcomesOf(mixed()).shareUpTo(0), 0.2); // 1 / 5
}

void TestSweepOutcome::ofNoTrialThereIsNoShare()
{
    QVERIFY(std::isnan(outcomesOf({}).shareUpTo(0.5)));
}

QTEST_GUILESS_MAIN(TestSweepOutcome)
#include "tst_sweep_outcome.moc"
