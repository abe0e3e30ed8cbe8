#include "core/base/random.h"
#include "core/experiment/run_files.h"
#include "core/experiment/trial_judge.h"
#include "core/experiment/user_results_file.h"
#include "core/models/bpr/bpr_options.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tastescope;

namespace {

/// A finished trial, or one without an MRR when it is no number.
SweepTrial trial(int id, OptionSettings settings, double mrr)
{
    SweepTrial made;
    made.id = id;
    made.point = id - 1;
    made.settings = std::move(settings);
    made.phase = std::isnan(mrr) ? TrialPhase::Diverged : TrialPhase::Finished;
    if (std::isnan(mrr))
        return made;
    made.record.emplace();
    made.record->dataset.users = 2000;
    made.record->validation.emplace();
    made.record->validation->model = {{"mrr", {mrr, mrr, mrr}}};
    return made;
}

Sweep sweepOf(std::vector<SweepTrial> trials)
{
    Sweep sweep;
    sweep.config.base.model = BprOptions{};
    sweep.trials = std::move(trials);
    return sweep;
}

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestSweepAnalysis : public QObject
{
    Q_OBJECT

private slots:
    void trialsTiedWithTheBestMakeTheZones();
    void importanceFindsTheOptionThatMatters();
    void importanceOfAnAdditiveTableIsItsShareOfVariance();
    void tooFewTrialsSayNothing();
    void seedsMakeABand();
    void pointsAreHeldAgainstEachOtherAsSettings();
};

void TestSweepAnalysis::trialsTiedWithTheBestMakeTheZones()
{
    // Noise uniform over 0.3, s = 0.3 / sqrt(12) = 0.0866; 2,000 users, standard error of a difference
    // 0.0866 sqrt(2 / 2000) = 0.0027. The means 0.45 and 0.448 are within one of them, 0.40 and 0.42 are 11 and more
    // away.
    QTemporaryDir folder;
    const std::vector<std::pair<double, double>> points{{0.001, 0.40}, {0.003, 0.448}, {0.005, 0.45}, {0.02, 0.42},
                                                        {0.05, 0.41},  {0.1, nothing}, {0.5, nothing}};
    Sweep sweep = sweepOf({});
    for (const auto& [rate, mean] : points) {
        const int id = static_cast<int>(sweep.trials.size()) + 1;
        sweep.trials.push_back(trial(id, {{"learning_rate", rate}}, mean));
        if (std::isnan(mean))
            continue;
        UserResults results{.metrics = {"mrr"}, .users = {}, .positives = {}, .values = {}};
        for (int user = 0; user < 2000; ++user) {
            results.users.push_back(User{user});
            results.positives.push_back(1);
            const auto stream = {static_cast<std::uint64_t>(user), static_cast<std::uint64_t>(id)};
            results.values.push_back(mean + 0.3 * (Random(5, stream).uniform() - 0.5));
        }
        sweep.trials.back().folder = folder.filePath(QString::number(id)).toStdString();
        std::filesystem::create_directories(sweep.trials.back().folder);
        saveUserResults(results, RunFiles(sweep.trials.back().folder).validation);
    }
    sweep.best = 3;
    auto verdicts = judgeTrials(sweep);
    QCOMPARE(verdicts.size(), std::size_t(7));
    std::vector<bool> good;
    for (const TrialVerdict& verdict : verdicts)
        good.push_back(verdict.asGoodAsBest);
    QVERIFY((good == std::vector{false, true, true, false, false, false, false}));
    QVERIFY(!verdicts[2].againstBest && !verdicts[5].againstBest);
    QVERIFY(verdicts[0].againstBest->high < 0);

    TrialJudge judge; // the same one trial at a time, the best changing on the way
    std::vector<TrialVerdict> grown;
    Sweep soFar = sweepOf({});
    for (const SweepTrial& each : sweep.trials) {
        soFar.trials.push_back(each);
        soFar.best = bestFinished(soFar.trials);
        if (canBeJudged(each))
            judge.add(each.id, judgedResults(validationResults(each)));
        grown = judge.judge(soFar, Workers(1));
    }
    QVERIFY(std::ranges::equal(grown, verdicts, [](const TrialVerdict& one, const TrialVerdict& other) {
        return one.trial == other.trial && one.againstBest == other.againstBest
               && one.asGoodAsBest == other.asGoodAsBest;
    }));

    const auto zones = axisZones(sweep, verdicts, "learning_rate");
    QVERIFY(zones);
    QCOMPARE(zones->low, 0.003);
    QCOMPARE(zones->high, 0.005);
    QCOMPARE(zones->trials, 2);
    QCOMPARE(zones->below, 1); // 0.001; that at 0.1 and 0.5 diverged is no loss by the test
    QCOMPARE(zones->above, 2); // 0.02 and 0.05
    QCOMPARE(zones->divergesFrom.value(), 0.1);
    QCOMPARE(zones->zoneOf(0.002), Zone::TooSmall);
    QCOMPARE(zones->zoneOf(0.004), Zone::FlatOptimum);
    QCOMPARE(zones->zoneOf(0.05), Zone::TooLarge);
    QCOMPARE(zones->zoneOf(0.1), Zone::Diverging);
    QVERIFY(!axisZones(sweep, verdicts, "epochs"));

    verdicts[0] = {1, std::nullopt, false}; // four are left that were judged
    QVERIFY(!axisZones(sweep, verdicts, "learning_rate"));

    sweep.trials.erase(sweep.trials.begin()); // and of four none is said to be as good as the best
    verdicts = judgeTrials(sweep);
    QVERIFY(std::ranges::none_of(verdicts, &TrialVerdict::asGoodAsBest));
    QVERIFY(verdicts[0].againstBest->tied); // what the two of them came to is
}

void TestSweepAnalysis::importanceFindsTheOptionThatMatters()
{
    Sweep sweep = sweepOf({});
    for (int id = 1; id <= 60; ++id) {
        Random random(9, {static_cast<std::uint64_t>(id)});
        const double rate = std::pow(10, -4 + 2 * random.uniform());
        const auto dim = static_cast<std::int64_t>(random.below(2) == 0 ? 64 : 128);
        const double mrr = 0.4 + 0.05 * (std::log10(rate) + 4) + (dim == 128 ? 0.005 : 0);
        sweep.trials.push_back(trial(id, {{"learning_rate", rate}, {"embedding_dim", dim}}, mrr));
    }
    const auto importance = optionImportance(sweep);
    QCOMPARE(importance.size(), std::size_t(2));
    QCOMPARE(importance[0].name, std::string("learning_rate"));
    QVERIFY(importance[0].share > 0.85 && importance[1].share < 0.15);
    QVERIFY(importance[0].low <= importance[0].share && importance[0].share <= importance[0].high);
    QVERIFY(importance[0].share + importance[1].share <= 1 + 1e-9);
    QCOMPARE(optionImportance(sweep)[0].share, importance[0].share); // seeded
}

void TestSweepAnalysis::importanceOfAnAdditiveTableIsItsShareOfVariance()
{
    // A full table of two options that add up: 0.4, +0.03 for the one and +0.01 for the other, each cell 20 times.
    // Variances of the two effects are 0.015^2 and 0.005^2, so their shares are 9 / 10 and 1 / 10.
    Sweep sweep = sweepOf({});
    for (int id = 1; id <= 80; ++id) {
        const std::int64_t negatives = id % 2 == 0 ? 2 : 4;
        const std::string optimiser = id / 2 % 2 == 0 ? "sgd" : "adam";
        const double mrr = 0.4 + (negatives == 4 ? 0.03 : 0) + (optimiser == "adam" ? 0.01 : 0);
        sweep.trials.push_back(trial(id, {{"negatives", negatives}, {"optimiser", optimiser}}, mrr));
    }
    const auto importance = optionImportance(sweep);
    QCOMPARE(importance[0].name, std::string("negatives"));
    QVERIFY(std::abs(importance[0].share - 0.9) < 1e-6);
    QVERIFY(std::abs(importance[1].share - 0.1) < 1e-6);
}

void TestSweepAnalysis::tooFewTrialsSayNothing()
{
    std::vector<SweepTrial> trials;
    for (int id = 1; id <= 10; ++id)
        trials.push_back(trial(id, {{"learning_rate", 0.01 * id}}, id == 10 ? nothing : 0.01 * id));
    QVERIFY(optionImportance(sweepOf(trials)).empty()); // nine with an MRR
    trials.push_back(trial(11, {{"learning_rate", 0.2}}, 0.2));
    QCOMPARE(optionImportance(sweepOf(trials)).size(), std::size_t(1));
}

void TestSweepAnalysis::seedsMakeABand()
{
    // 0.4, 0.42, 0.44: mean 0.42, s = 0.02, t with 2 degrees of freedom 4.3027: 0.42 +- 4.3027 * 0.02 / sqrt(3)
    Sweep sweep = sweepOf({trial(1, {}, 0.4), trial(2, {}, 0.42), trial(3, {}, 0.44), trial(4, {}, 0.3)});
    for (int i = 0; i < 3; ++i)
        sweep.trials[static_cast<std::size_t>(i)].point = 0;
    const auto groups = seedGroups(sweep);
    QCOMPARE(groups.size(), std::size_t(2));
    QVERIFY((groups[0].trials == std::vector{1, 2, 3}));
    QVERIFY(std::abs(groups[0].value.value - 0.42) < 1e-12);
    QVERIFY(std::abs(groups[0].value.low - (0.42 - 0.049683)) < 1e-5);
    QVERIFY(std::abs(groups[0].value.high - (0.42 + 0.049683)) < 1e-5);
    QCOMPARE(groups[0].lowest, 0.4);
    QCOMPARE(groups[0].highest, 0.44);
    QCOMPARE(groups[1].value.low, 0.0); // one seed says nothing about others
    QCOMPARE(groups[1].value.high, 1.0);
    QVERIFY(std::abs(estimateMeanOfFew(std::vector(31, 0.5)).low - 0.5) < 1e-12);
}

void TestSweepAnalysis::pointsAreHeldAgainstEachOtherAsSettings()
{
    // Two users, two seeds a point. Means by seed 0.6, 0.7 and 0.35, 0.45, by user 0.55, 0.75 and 0.3, 0.5: both users
    // say -0.25, so that only the seeds leave a doubt: 2 * (0.005 / 2) = 0.005, of 0.005^2 / (2 * 0.0025^2) = 2
    // degrees.
    const std::vector<std::vector<double>> values{{0.5, 0.7}, {0.6, 0.8}, {0.3, 0.4}, {0.3, 0.6}};
    Sweep sweep = sweepOf({trial(1, {}, 0.6), trial(2, {}, 0.7), trial(3, {}, 0.35), trial(4, {}, 0.45)});
    sweep.config.seeds = 2;
    TrialJudge judge;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sweep.trials[i].point = static_cast<int>(i / 2);
        judge.add(sweep.trials[i].id, {{"mrr"}, {User{0}, User{1}}, {1, 1}, values[i], {}});
    }
    const auto verdicts = judge.judgePoints(sweep);
    QCOMPARE(verdicts.size(), std::size_t(2));
    QVERIFY(verdicts[0].isBest && !verdicts[0].againstBest && !verdicts[1].isBest);
    const SettingComparison& pair = *verdicts[1].againstBest;
    QVERIFY(std::abs(pair.difference + 0.25) < 1e-12);
    QVERIFY(pair.userError < 1e-9);
    QVERIFY(std::abs(pair.seedError - std::sqrt(0.005)) < 1e-12);
    QVERIFY(std::abs(pair.degrees - 2) < 1e-9);
    QVERIFY(!verdicts[0].asGoodAsBest && !verdicts[1].asGoodAsBest); // of two points nothing is said
    sweep.config.seeds = 1;
    QVERIFY(judge.judgePoints(sweep).empty());
    sweep.config.seeds = 2;
    TrialJudge early; // one seed of each point so far
    early.add(1, {{"mrr"}, {User{0}, User{1}}, {1, 1}, values[0], {}});
    early.add(3, {{"mrr"}, {User{0}, User{1}}, {1, 1}, values[2], {}});
    QVERIFY(!early.judgePoints(sweep)[0].isBest && !early.judgePoints(sweep)[1].againstBest);
}

QTEST_GUILESS_MAIN(TestSweepAnalysis)
#include "tst_sweep_analysis.moc"
