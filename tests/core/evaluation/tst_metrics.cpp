#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/estimate.h"
#include "core/evaluation/evaluation.h"
#include "core/evaluation/metrics.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

using namespace tastescope;

namespace {

constexpr double tolerance = 1e-12;

void compare(double actual, double expected)
{
    QVERIFY2(std::abs(actual - expected) < tolerance,
             qPrintable(QStringLiteral("%1, expected %2").arg(actual, 0, 'g', 15).arg(expected, 0, 'g', 15)));
}

/// The metric of one order of a list: the slow and obvious way.
double ofOneOrder(const std::string& metric, const std::vector<bool>& relevant, int k)
{
    double found = 0;
    double precisions = 0;
    double gain = 0;
    double ideal = 0;
    double first = 0;
    const auto all = static_cast<double>(std::count(relevant.begin(), relevant.end(), true));
    for (std::size_t i = 0; i < relevant.size(); ++i) {
        const double rank = static_cast<double>(i) + 1;
        if (static_cast<int>(i) < k && rank <= all)
            ideal += 1 / std::log2(rank + 1);
        if (!relevant[i])
            continue;
        if (first == 0)
            first = 1 / rank;
        if (static_cast<int>(i) >= k)
            continue;
        ++found;
        precisions += found / rank;
        gain += 1 / std::log2(rank + 1);
    }
    if (metric == "mrr")
        return first;
    if (metric == "hit")
        return found > 0 ? 1 : 0;
    if (metric == "recall")
        return found / all;
    return metric == "ndcg" ? gain / ideal : precisions / all;
}

/// Mean over every order of the tied items.
double overAllOrders(const std::string& metric, const std::vector<TieBlock>& blocks, int k)
{
    std::vector<std::pair<int, bool>> items; // block, relevant
    for (std::size_t b = 0; b < blocks.size(); ++b)
        for (std::int64_t i = 0; i < blocks[b].items; ++i)
            items.emplace_back(static_cast<int>(b), i < blocks[b].relevant);
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    double sum = 0;
    double count = 0;
    do {
        std::vector<bool> relevant;
        bool ascending = true;
        for (std::size_t i = 0; i < order.size(); ++i) {
            ascending = ascending && (i == 0 || items[order[i - 1]].first <= items[order[i]].first);
            relevant.push_back(items[order[i]].second);
        }
        if (!ascending)
            continue;
        sum += ofOneOrder(metric, relevant, k);
        ++count;
    } while (std::next_permutation(order.begin(), order.end()));
    return sum / count;
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void onePositiveWithoutTies();
    void onePositiveAmongTies();
    void severalPositives();
    void equalsTheMeanOverAllOrders();
    void constantScoresGetChance();
    void cutoffsAreChecked();
    void namesAreReadAsMetrics();
    void figuresStandInTheOrderOfTheTable();
    void whatTrainingWatchesIsDecidedByTheTable();
    void intervalOfAMean();
};

void TestMetrics::onePositiveWithoutTies()
{
    // Two others score higher, so the rank is 3: RR = 1/3, NDCG = 1/log2(4) = 1/2.
    const RankTables tables(51);
    const std::array blocks{TieBlock{2, 0}, TieBlock{1, 1}};
    compare(reciprocalRank(tables, blocks, 0), 1.0 / 3);
    compare(hit(tables, blocks, 2), 0);
    compare(hit(tables, blocks, 3), 1);
    compare(ndcg(tables, blocks, 10), 0.5);
    compare(ndcg(tables, blocks, 2), 0);
    compare(averagePrecision(tables, blocks, 10), 1.0 / 3); // with one positive AP = RR
}

void TestMetrics::onePositiveAmongTies()
{
    // One above, tied with two others: rank 2, 3 or 4, each with probability 1/3.
    const RankTables tables(51);
    const std::array blocks{TieBlock{1, 0}, TieBlock{3, 1}};
    compare(reciprocalRank(tables, blocks, 0), (1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 3);
    compare(hit(tables, blocks, 1), 0);
    compare(hit(tables, blocks, 3), 2.0 / 3);
    compare(ndcg(tables, blocks, 3), (1 / std::log2(3.0) + 1 / 2.0) / 3);
}

void TestMetrics::severalPositives()
{
    // Relevant at ranks 1, 3 and 6.
    const RankTables tables(51);
    const std::array blocks{TieBlock{1, 1}, TieBlock{1, 0}, TieBlock{1, 1}, TieBlock{2, 0}, TieBlock{1, 1}};
    compare(reciprocalRank(tables, blocks, 0), 1);
    compare(recall(tables, blocks, 5), 2.0 / 3);
    // AP@5 = (1/1 + 2/3) / 3 = 5/9 (the third positive is below the cut); AP@10 = (1 + 2/3 + 3/6) / 3 = 13/18
    compare(averagePrecision(tables, blocks, 5), 5.0 / 9);
    compare(averagePrecision(tables, blocks, 10), 13.0 / 18);
    // DCG@5 = 1/log2 2 + 1/log2 4 = 1.5; best order: 1 + 1/log2 3 + 1/2
    compare(ndcg(tables, blocks, 5), 1.5 / (1.5 + 1 / std::log2(3.0)));
    // K = 1 can hold one positive only, and does
    compare(ndcg(tables, blocks, 1), 1);
}

void TestMetrics::equalsTheMeanOverAllOrders()
{
    const RankTables tables(10);
    for (std::uint64_t round = 0; round < 40; ++round) {
        Random random(7, {round});
        std::vector<TieBlock> blocks;
        std::int64_t items = 0;
        std::int64_t relevant = 0;
        while (items < 6) {
            TieBlock block;
            block.items = 1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(6 - items)));
            block.relevant = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(block.items + 1)));
            items += block.items;
            relevant += block.relevant;
            blocks.push_back(block);
        }
        if (relevant == 0)
            continue;
        for (const Metric& metric : fullMetrics())
            for (const int k : {1, 3, 5, 9})
                compare(metric.value(tables, blocks, k), overAllOrders(std::string(metric.name), blocks, k));
    }
}

void TestMetrics::constantScoresGetChance()
{
    // formats-and-protocols 6.4: 1 among 51: MRR = H(51)/51 = 0.0886, Hit@1 1/51, Hit@5 5/51, Hit@10 10/51 = 0.1961
    const RankTables tables(51);
    const std::array blocks{TieBlock{51, 1}};
    QVERIFY(std::abs(reciprocalRank(tables, blocks, 0) - 0.0886) < 0.00005);
    compare(hit(tables, blocks, 1), 1.0 / 51);
    compare(hit(tables, blocks, 5), 5.0 / 51);
    compare(hit(tables, blocks, 10), 10.0 / 51);
}

void TestMetrics::cutoffsAreChecked()
{
    QCOMPARE(metricColumns(sampledMetrics(), std::array{1, 10}).at(3).name, std::string("ndcg-1"));
    QVERIFY_EXCEPTION_THROWN(metricColumns(sampledMetrics(), std::vector<int>{}), Error);
    QVERIFY_EXCEPTION_THROWN(metricColumns(sampledMetrics(), std::array{0}), Error);
    QVERIFY_EXCEPTION_THROWN(metricColumns(sampledMetrics(), std::array{5, 5}), Error);
}

void TestMetrics::namesAreReadAsMetrics()
{
    QCOMPARE(metricTitle("mrr"), std::string("MRR"));
    QCOMPARE(metricTitle("hit-10"), std::string("Hit@10"));
    QCOMPARE(metricTitle("map-3"), std::string("MAP@3"));
    QCOMPARE(metricColumn("ndcg-100")->k, 100);
    for (const char* name :
         {"", "hit", "hit-", "hit-0", "hit--1", "hit-1x", "hit-99999999999", "mrr-1", "loss", "-1"}) {
        QVERIFY2(!metricColumn(name), name);
        QVERIFY2(metricTitle(name).empty(), name);
    }
}

void TestMetrics::figuresStandInTheOrderOfTheTable()
{
    std::vector<std::string> names{"x", "ndcg-10", "hit-10", "hit-5", "map-1", "mrr", "a"};
    sortByMetric(names);
    QCOMPARE(names, (std::vector<std::string>{"mrr", "hit-5", "hit-10", "ndcg-10", "map-1", "a", "x"}));
}

void TestMetrics::whatTrainingWatchesIsDecidedByTheTable()
{
    QCOMPARE(*watchedFigures(), (std::vector<std::string>{"mrr", "hit-1", "hit-5", "hit-10", "ndcg-10"}));
    QCOMPARE(watchedCutoffs(), (std::vector<int>{1, 5, 10}));
}

void TestMetrics::intervalOfAMean()
{
    // 0.2, 0.4, 0.6 beside a column of nines: mean 0.4, s = 0.2, half = 1.95996 * 0.2 / sqrt 3 = 0.226317
    const std::array values{9.0, 0.2, 9.0, 0.4, 9.0, 0.6};
    const Estimate estimate = estimateMean(values, 1, 2);
    compare(estimate.value, 0.4);
    QVERIFY(std::abs(estimate.low - 0.173683) < 1e-6);
    QVERIFY(std::abs(estimate.high - 0.626317) < 1e-6);
    QCOMPARE(estimateMean(std::array{0.3}), (Estimate{0.3, 0, 1})); // one user tells nothing about others
    // All hit, all miss: z^2 = 3.8415, of 100 users 1 - 100 / 103.8415 = 0.0370 of doubt remains.
    const std::vector<double> all(100, 1.0);
    const std::vector<double> none(100, 0.0);
    QVERIFY(std::abs(estimateMean(all).low - 0.96301) < 1e-5 && estimateMean(all).value == 1
            && estimateMean(all).high == 1);
    QVERIFY(std::abs(estimateMean(none).high - 0.03699) < 1e-5 && estimateMean(none).low == 0);
    const UserResults nobody{.metrics = {"mrr"}, .users = {}, .positives = {}, .values = {}};
    QVERIFY(meanFigures(nobody, std::make_shared<const std::vector<std::string>>(1, "mrr")).isEmpty());
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
