#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "ui/session/run_differences.h"

#include <QTest>

#include <cmath>

using namespace tastescope;
using namespace tastescope::ui;

// What differs between runs, worked out by hand.
class TestRunDifferences : public QObject
{
    Q_OBJECT

private slots:
    void numbersHaveTheirRatio();
    void measuresAreMeansAndPairedDifferences();
    void aSliceIsTheScopeOfTheMeasures();
    void costIsTimeEpochsAndMemory();
    void theSentenceSaysIt();
    void anotherSeedIsNoOtherSetting();
};

namespace {

ComparedRun runOf(const char* name, double rate, const std::vector<double>& values = {})
{
    BprOptions options;
    options.learningRate = rate;
    ComparedRun run;
    run.name = QString::fromLatin1(name);
    run.config.model = options;
    run.seconds = 3;
    run.epoch = 12;
    run.lastEpoch = 30;
    run.bytes = 37'000'000;
    if (values.empty())
        return run;
    UserResults results;
    results.dataset = "tiny";
    results.metrics = {"mrr", "hit-1", "hit-10", "ndcg-5", "ndcg-10"};
    for (std::size_t user = 0; user < values.size(); ++user) {
        results.users.push_back(User{static_cast<std::int32_t>(user)});
        results.positives.push_back(1);
        for (std::size_t metric = 0; metric < results.metrics.size(); ++metric)
            results.values.push_back(values[user]);
    }
    run.perUser = std::make_shared<const UserResults>(results);
    return run;
}

Comparison compared(std::vector<ComparedRun> runs, const UserSet& users = {})
{
    return compareRuns({std::move(runs), "mrr", 5, users, nullptr}, {});
}

} // namespace

void TestRunDifferences::numbersHaveTheirRatio()
{
    QCOMPARE(timesText(0.05, 0.0125), QStringLiteral("4 times")); // 0.05 / 0.0125
    QCOMPARE(timesText(16, 64), QStringLiteral("0.25 times"));    // 16 / 64
    QCOMPARE(timesText(3.5, 3), QStringLiteral("1.17 times"));    // 1.1666..., by three figures
    QCOMPARE(timesText(2, 2), QString());
    QCOMPARE(timesText(0, 2), QString()); // no multiple of nothing
    QCOMPARE(timesText(2, 0), QString());
    QCOMPARE(timesText(std::nan(""), 2), QString());

    const auto lines = settingLines({runOf("a", 0.05), runOf("b", 0.0125)});
    const auto rate = std::ranges::find(lines, QStringLiteral("learning_rate"), &SettingLine::key);
    QVERIFY(rate != lines.end() && rate->differs);
    QCOMPARE(rate->numbers, (std::vector{0.05, 0.0125}));
    const auto seed = std::ranges::find(lines, QStringLiteral("seed"), &SettingLine::key);
    QVERIFY(std::isnan(seed->numbers[0])); // a name that looks like a number
}

void TestRunDifferences::measuresAreMeansAndPairedDifferences()
{
    const Comparison made = compared({runOf("a", 0.05, {0.5, 1, 0.25, 0.25}), runOf("b", 0.0125, {0.5, 0.5, 0, 0})});
    const auto lines = measureLines(made);
    QStringList metrics;
    for (const MeasureLine& line : lines)
        metrics << QString::fromStdString(line.metric);
    QCOMPARE(metrics, (QStringList{"mrr", "hit-1", "hit-10", "ndcg-10"})); // of the NDCG the one at the largest K
    QCOMPARE(lines[0].values[0].value, 0.5);                               // (0.5 + 1 + 0.25 + 0.25) / 4
    QCOMPARE(lines[0].values[1].value, 0.25);                              // (0.5 + 0.5) / 4
    QCOMPARE(lines[0].less.size(), std::size_t(1));
    QCOMPARE(lines[0].less[0].difference, 0.25);  // 0.5 - 0.25
    QVERIFY(lines[0].less[0] == made.results[0]); // the very interval of the chart
    QVERIFY(lines[0].values[0].low < 0.5 && lines[0].values[0].high > 0.5);

    // Of three runs each against the first, out of the family of all three pairs.
    const Comparison three =
        compared({runOf("a", 0.05, {0.5, 1}), runOf("b", 0.0125, {0.5, 0.5}), runOf("c", 0.1, {0, 1})});
    const auto all = measureLines(three);
    QCOMPARE(all[0].less.size(), std::size_t(2));
    QCOMPARE(all[0].less[0].difference, 0.25); // 0.75 - 0.5
    QCOMPARE(all[0].less[1].difference, 0.25); // 0.75 - 0.5
    QVERIFY(all[0].less[1] == three.results[1]);
}

void TestRunDifferences::aSliceIsTheScopeOfTheMeasures()
{
    const UserSet slice("tiny", {User{1}, User{2}});
    const Comparison made = compared({runOf("a", 0.05, {0, 1, 0.5}), runOf("b", 0.1, {1, 0.5, 0.5})}, slice);
    const auto lines = measureLines(made);
    QCOMPARE(lines[1].values[0].value, 0.75);    // (1 + 0.5) / 2, without the first user
    QCOMPARE(lines[1].less[0].difference, 0.25); // 0.75 - (0.5 + 0.5) / 2
    QCOMPARE(lines[1].less[0].users, std::int64_t{2});
    QVERIFY(differenceSentence(made, {&lines}).contains(QLatin1String("Over 2 users of the slice")));
}

void TestRunDifferences::costIsTimeEpochsAndMemory()
{
    ComparedRun knn;
    knn.config.model = UserKnnOptions{};
    knn.seconds = 1.5;
    knn.bytes = 37'000'000;
    const auto lines = costLines({runOf("a", 0.05), knn});
    QCOMPARE(lines[0].numbers, (std::vector{3.0, 1.5}));
    QCOMPARE(timesText(lines[0].numbers[0], lines[0].numbers[1]), QStringLiteral("2 times")); // 3 s / 1.5 s
    QCOMPARE(lines[1].values, (QStringList{"12 of 30", "–"}));
    QVERIFY(lines[0].differs && lines[1].differs && !lines[2].differs);
    knn.bytes = 0;
    QCOMPARE(costLines({knn})[2].values, QStringList("–"));
}

void TestRunDifferences::theSentenceSaysIt()
{
    Comparison made = compared({runOf("a", 0.05, {0.5, 1, 0.25}), runOf("b", 0.0125, {0.5, 0.5, 0})});
    PairedComparison better = made.results[0];
    better.difference = 0.0131;
    better.low = 0.011;
    better.high = 0.0152;
    better.tied = false;
    PairedComparison tied = better;
    tied.difference = 0.0002;
    tied.low = -0.0004;
    tied.high = 0.0008;
    tied.tied = true;
    const std::vector<MeasureLine> measures{{"mrr", {}, {better}}, {"hit-1", {}, {better}}, {"hit-10", {}, {tied}}};
    QCOMPARE(
        differenceSentence(made, {&measures}),
        QStringLiteral("a has, beside b, learning rate 0.05 against 0.0125 (4 times). Over 3 users it is better by "
                       "0.0131 MRR [0.0110, 0.0152]; better in Hit@1; about tied in Hit@10. Training took "
                       "3.0\u00A0s against 3.0\u00A0s. Intervals are of 95 %, paired over users; this is said of "
                       "these trained models, not of their settings."));
    better.difference = -0.0131;
    better.low = -0.0152;
    better.high = -0.011;
    const std::vector<MeasureLine> worse{{"mrr", {}, {better}}};
    const std::vector<MeasureLine> alike{{"mrr", {}, {tied}}};
    QVERIFY(differenceSentence(made, {&worse}).contains(QLatin1String("it is worse by 0.0131 MRR [0.0110, 0.0152].")));
    QVERIFY(differenceSentence(made, {&alike}).contains(QLatin1String("it is about tied in MRR, +0.0002")));
    made.runs[1].config.model = UserKnnOptions{};
    QVERIFY(differenceSentence(made, {&measures})
                .startsWith(QLatin1String("a has, beside b, model bpr against user-knn.")));
}

void TestRunDifferences::anotherSeedIsNoOtherSetting()
{
    std::vector<ComparedRun> runs{runOf("a", 0.05, {1, 0}), runOf("b", 0.05, {1, 0})};
    QVERIFY(
        differenceSentence(compared(runs), {}).startsWith(QLatin1String("a and b have the same settings and seed.")));
    BprOptions other;
    other.learningRate = 0.05;
    other.seed = 43;
    runs[1].config.model = other;
    QVERIFY(differenceSentence(compared(runs), {})
                .startsWith(QLatin1String("a and b have the same settings and another seed (42 and 43).")));
}

QTEST_MAIN(TestRunDifferences)
#include "tst_run_differences.moc"
