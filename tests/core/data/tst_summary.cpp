#include "core/base/error.h"
#include "core/data/summary.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tastescope;

class TestSummary : public QObject
{
    Q_OBJECT

private slots:
    void quantilesAreInterpolated();
    void leavesOutWhatIsNotANumber();
    void barsHoldHalfOpenIntervalsAndTheLastItsEdge();
    void wholeNumbersGetWholeEdges();
    void logarithmicBarsHaveEqualRatios();
    void whatDoesNotFitALogarithmicAxisIsCounted();
    void oneValueMakesOneBar();
    void giniOfKnownLists();
    void lorenzOfAKnownList();
    void topShareOfAKnownList();
};

void TestSummary::quantilesAreInterpolated()
{
    // sorted 1 2 3 4 10: mean 20 / 5; p25 at position 0.25 * 4 = 1, p90 at 3.6: 4 + 0.6 * 6, p1 at 0.04: 1 + 0.04.
    const std::vector<double> values{4, 1, 10, 3, 2};
    const Distribution d = summarise(values);
    QCOMPARE(d.count, 5);
    QCOMPARE(d.min, 1.0);
    QCOMPARE(d.max, 10.0);
    QCOMPARE(d.mean, 4.0);
    QCOMPARE(d.median, 3.0);
    QCOMPARE(d.p1, 1.04);
    QCOMPARE(d.p25, 2.0);
    QCOMPARE(d.p75, 4.0);
    QCOMPARE(d.p90, 7.6);
    QCOMPARE(d.p99, 9.76);
    QCOMPARE(summarise({}), Distribution{});
}

void TestSummary::leavesOutWhatIsNotANumber()
{
    const std::vector<double> values{std::nan(""), 2, 4};
    QCOMPARE(summarise(values).count, 2);
    QCOMPARE(summarise(values).mean, 3.0);
    QCOMPARE(histogram(values, 2, false, false).outside, 1);
}

void TestSummary::barsHoldHalfOpenIntervalsAndTheLastItsEdge()
{
    // [0, 1) holds 0 and 0.5; [1, 2] holds 1, 1.5 and 2.
    const std::vector<double> values{0, 0.5, 1, 1.5, 2};
    const Histogram h = histogram(values, 2, false, false);
    QCOMPARE(h.edges, (std::vector<double>{0, 1, 2}));
    QCOMPARE(h.counts, (std::vector<std::int64_t>{2, 3}));
    QVERIFY(histogram({}, 30, false, false).edges.empty());
    QVERIFY_EXCEPTION_THROWN(histogram(values, 0, false, false), Error);
}

void TestSummary::wholeNumbersGetWholeEdges()
{
    // 0..50 are 51 whole numbers: 30 bars would be 1.7 wide, so they are 2 wide and there are 26: 0-1, 2-3, ..., 50-51.
    std::vector<double> values;
    for (int i = 0; i <= 50; ++i)
        values.push_back(i);
    const Histogram h = histogram(values, 30, true, false);
    QCOMPARE(h.counts.size(), std::size_t(26));
    QCOMPARE(h.edges.front(), 0.0);
    QCOMPARE(h.edges.back(), 52.0);
    QCOMPARE(h.counts.front(), 2);
    QCOMPARE(h.counts.back(), 1);
}

void TestSummary::logarithmicBarsHaveEqualRatios()
{
    // 1..1000 in three bars: [1, 10), [10, 100), [100, 1000].
    const std::vector<double> values{1, 9, 10.5, 99, 101, 1000};
    const Histogram h = histogram(values, 3, false, true);
    QCOMPARE(h.counts, (std::vector<std::int64_t>{2, 2, 2}));
    QVERIFY(std::abs(h.edges[1] - 10) < 1e-9);
    // Whole numbers 1..7, upper edge 8, three bars: 1-1, 2-3, 4-7.
    const std::vector<double> whole{1, 2, 3, 4, 5, 6, 7};
    const Histogram w = histogram(whole, 3, true, true);
    QCOMPARE(w.edges, (std::vector<double>{1, 2, 4, 8}));
    QCOMPARE(w.counts, (std::vector<std::int64_t>{1, 2, 4}));
}

void TestSummary::whatDoesNotFitALogarithmicAxisIsCounted()
{
    const std::vector<double> values{0, -1, 5, std::numeric_limits<double>::infinity()};
    const Histogram h = histogram(values, 10, true, true);
    QCOMPARE(h.outside, 3);
    QCOMPARE(h.counts, (std::vector<std::int64_t>{1}));
    QCOMPARE(h.edges, (std::vector<double>{5, 6}));
}

void TestSummary::oneValueMakesOneBar()
{
    const std::vector<double> values{3, 3, 3};
    QCOMPARE(histogram(values, 30, false, false).counts, (std::vector<std::int64_t>{3}));
    QCOMPARE(histogram(values, 30, false, true).counts, (std::vector<std::int64_t>{3}));
    QCOMPARE(histogram(values, 30, true, false).counts, (std::vector<std::int64_t>{3}));
}

void TestSummary::giniOfKnownLists()
{
    // 1 2 3 4: 2 * (1 + 4 + 9 + 16) / (4 * 10) - 5 / 4 = 1.5 - 1.25.
    QCOMPARE(gini(std::vector<double>{4, 2, 1, 3}), 0.25);
    QCOMPARE(gini(std::vector<double>{5, 5, 5}), 0.0);
    // One of four holds all: 2 * 4 * 8 / (4 * 8) - 5 / 4.
    QCOMPARE(gini(std::vector<double>{0, 0, 8, 0}), 0.75);
    QCOMPARE(gini({}), 0.0);
    QCOMPARE(gini(std::vector<double>{0, 0}), 0.0);
}

void TestSummary::lorenzOfAKnownList()
{
    const std::vector<double> values{4, 1, 3, 2};
    const std::vector<LorenzPoint> expected{{0, 0}, {0.25, 0.1}, {0.5, 0.3}, {0.75, 0.6}, {1, 1}};
    QCOMPARE(lorenz(values), expected);
    QCOMPARE(lorenz(values, 3), (std::vector<LorenzPoint>{{0, 0}, {0.5, 0.3}, {1, 1}}));
    QVERIFY(lorenz({}).empty());
}

void TestSummary::topShareOfAKnownList()
{
    // The top 25 % of four is one value: 4 of 10. The top 30 % is rounded up to two: 7 of 10.
    const std::vector<double> values{4, 1, 3, 2};
    QCOMPARE(topShare(values, 0.25), 0.4);
    QCOMPARE(topShare(values, 0.3), 0.7);
    QCOMPARE(topShare(values, 1.0), 1.0);
    QCOMPARE(topShare({}, 0.1), 0.0);
}

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
