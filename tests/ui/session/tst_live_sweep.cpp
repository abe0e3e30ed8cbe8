#include "core/base/error.h"
#include "core/experiment/sweep_plan.h"
#include "core/models/bpr/bpr_options.h"
#include "ui/session/live_sweep.h"
#include "ui/session/sweep_facts.h"

#include <QTest>

#include <array>

using namespace tastescope;
using namespace tastescope::ui;

class TestLiveSweep : public QObject
{
    Q_OBJECT

private slots:
    void namesTrialsAsTheirRunsAreCalled();
    void numbersPlannedTrialsAsTheSweepDoes();
    void anEpochThatIsToldAgainCountsOnce();
    void doneIsTheShareOfAllTrials();
    void theBestIsThatOfAllTrials();
    void importanceIsFoundOutAnewForATenthMore();
    void turnsThePairRoundWhenTheBestIsLookedAt();
};

namespace {

SweepConfig fourEpochs(int points)
{
    BprOptions options;
    options.epochs = 4;
    SweepConfig config;
    config.base.model = options;
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.001,0.3)")};
    config.points = points;
    return config;
}

LiveSweep twoTrials()
{
    LiveSweep live;
    live.name = QStringLiteral("lr-quick");
    live.sweep.config = fourEpochs(2);
    live.plan();
    return live;
}

EpochFinished epochWith(int epoch, double mrr)
{
    EpochFinished finished;
    finished.epoch = epoch;
    finished.validation = {{"mrr", mrr}};
    return finished;
}

} // namespace

void TestLiveSweep::namesTrialsAsTheirRunsAreCalled()
{
    LiveSweep live = twoTrials();
    live.sweep.config.base.name = "lr-published";
    QCOMPARE(trialName(live.sweep, 4), QStringLiteral("lr-published-04"));
    QCOMPARE(trialName(live.sweep, 123), QStringLiteral("lr-published-123"));
}

void TestLiveSweep::numbersPlannedTrialsAsTheSweepDoes()
{
    LiveSweep live = twoTrials();
    live.sweep.config.seeds = 3;
    live.plan();
    QCOMPARE(live.sweep.trials.size(), std::size_t{6});
    // Point 0 with its three seeds, then point 1 with its: trial 5 is the second seed of point 1.
    const SweepTrial* fifth = live.find(5);
    QVERIFY(fifth);
    QCOMPARE(fifth->point, 1);
    QCOMPARE(fifth->repeat, 1);
    QVERIFY(fifth->settings == pointOf(live.sweep.config, 1));
}

void TestLiveSweep::anEpochThatIsToldAgainCountsOnce()
{
    LiveSweep live = twoTrials();
    live.follow(TrialStarted{.trial = 1, .trials = 2, .point = live.find(1)->settings, .epochs = 4});
    live.follow(TrialEpoch{1, epochWith(1, 0.2)});
    live.follow(TrialEpoch{1, epochWith(2, 0.3)});
    QCOMPARE(live.find(1)->mrr().value(), 0.3);
    live.follow(TrialStarted{.trial = 1, .trials = 2, .point = live.find(1)->settings, .epochs = 4, .firstEpoch = 2});
    QCOMPARE(epochsDone(*live.find(1)), 1);
    QCOMPARE(live.find(1)->mrr().value(), 0.2);
    live.follow(TrialEpoch{1, epochWith(2, 0.3)});
    QCOMPARE(epochsDone(*live.find(1)), 2);
}

void TestLiveSweep::doneIsTheShareOfAllTrials()
{
    LiveSweep live = twoTrials();
    QCOMPARE(live.share(), 0.0);
    live.follow(TrialStarted{.trial = 1, .trials = 2, .point = live.find(1)->settings, .epochs = 4});
    live.follow(TrialEpoch{1, epochWith(1, 0.2)});
    QCOMPARE(live.share(), 0.125); // (1 / 4 + 0) / 2
    QCOMPARE(live.phaseText(), QStringLiteral("trial 1 of 2, epoch 2 of 4"));
    live.follow(TrialEnded{.trial = 1, .phase = TrialPhase::Diverged});
    QCOMPARE(live.share(), 0.5); // it takes no further part
    live.follow(
        TrialStarted{.trial = 3, .trials = 3, .point = live.find(1)->settings, .epochs = 4}); // a point was added
    QCOMPARE(live.sweep.trials.size(), std::size_t{3});
    QVERIFY(live.find(3)->added && !live.find(2)->added);
    QVERIFY(!live.isOver());
}

/// Whatever order trials end in, and when one of them turns out to be worse than its epochs told.
void TestLiveSweep::theBestIsThatOfAllTrials()
{
    LiveSweep live;
    live.sweep.config = fourEpochs(5);
    live.plan();
    int step = 0;
    for (const int trial : {3, 1, 5, 2, 4, 5}) {
        const double mrr = std::array{0.3, 0.3, 0.5, 0.1, 0.5, 0.2}[static_cast<std::size_t>(step++)];
        live.follow(TrialStarted{.trial = trial, .trials = 5, .point = live.find(trial)->settings, .epochs = 4});
        live.follow(TrialEpoch{trial, epochWith(1, mrr)});
        live.follow(TrialEnded{.trial = trial, .phase = TrialPhase::Finished});
        QCOMPARE(live.sweep.best, bestFinished(live.sweep.trials));
    }
    QCOMPARE(live.sweep.best, 4); // 5 was as good by then, and is not any more
    SweepTrial worse = *live.find(4);
    worse.record->epochs = {epochWith(1, 0.05)};
    live.take(worse);
    QCOMPARE(live.sweep.best, 1); // 1 and 3 have 0.3
}

void TestLiveSweep::importanceIsFoundOutAnewForATenthMore()
{
    LiveSweep live;
    live.sweep.config = fourEpochs(23);
    live.sweep.config.space.axes.push_back(parseAxis(live.sweep.config.base.model, "embedding_dim=int(4,64)"));
    live.plan();
    const auto finish = [&](int trial) {
        live.follow(TrialStarted{.trial = trial, .trials = 23, .point = live.find(trial)->settings, .epochs = 4});
        live.follow(TrialEpoch{trial, epochWith(1, 0.1 + 0.01 * (trial * 7 % 23))});
        live.follow(TrialEnded{.trial = trial, .phase = TrialPhase::Finished});
    };
    const auto low = [&] { return live.bench->facts(live.sweep, Workers(1), {}).importance.at(0).low; };
    const auto anew = [&] { return optionImportance(live.sweep).at(0).low; };
    for (int trial = 1; trial <= 20; ++trial)
        finish(trial);
    const double ofTwenty = low();
    QCOMPARE(ofTwenty, anew());
    finish(21); // 20 + 20 / 10 = 22 are the next
    QCOMPARE(low(), ofTwenty);
    QVERIFY(anew() != ofTwenty);
    finish(22);
    QCOMPARE(low(), anew());
    finish(23); // the last
    QCOMPARE(low(), anew());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(optionImportance(live.sweep, 42, {.stop = stop.get_token(), .sink = {}, .gate = {}}),
                             Cancelled);
}

void TestLiveSweep::turnsThePairRoundWhenTheBestIsLookedAt()
{
    SweepFacts facts;
    facts.sweep.best = 1;
    PairedComparison difference;
    difference.difference = -0.02; // trial 2 minus the best
    difference.low = -0.05;
    difference.high = 0.01;
    difference.wins = 3;
    difference.losses = 7;
    facts.verdicts = {{1, std::nullopt, true}, {2, difference, true}};
    const auto same = pairAgainstBest(facts, 2, 0);
    QVERIFY(same && same->first == 2 && same->second == 1);
    QCOMPARE(same->difference.difference, -0.02);
    const auto turned = pairAgainstBest(facts, 1, 2);
    QVERIFY(turned && turned->first == 1 && turned->second == 2);
    QCOMPARE(turned->difference.difference, 0.02);
    QCOMPARE(turned->difference.low, -0.01); // [-0.05, 0.01] seen from the other side
    QCOMPARE(turned->difference.high, 0.05);
    QCOMPARE(turned->difference.wins, 7);
    QVERIFY(!pairAgainstBest(facts, 1, 0));
}

QTEST_APPLESS_MAIN(TestLiveSweep)
#include "tst_live_sweep.moc"
