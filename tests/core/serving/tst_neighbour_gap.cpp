#include "core/base/error.h"
#include "core/serving/neighbour_gap.h"

#include <QTest>

using namespace tastescope;

namespace {

/// User u got values[u] of the one metric.
UserResults results(std::vector<double> values)
{
    UserResults made;
    made.metrics = {"hit-10"};
    for (std::size_t user = 0; user < values.size(); ++user) {
        made.users.push_back(User{static_cast<std::int32_t>(user)});
        made.positives.push_back(1);
    }
    made.values = std::move(values);
    return made;
}

std::vector<double> repeated(std::initializer_list<double> pattern, int times)
{
    std::vector<double> values;
    for (int i = 0; i < times; ++i)
        values.insert(values.end(), pattern);
    return values;
}

} // namespace

class TestNeighbourGap : public QObject
{
    Q_OBJECT

private slots:
    void choosesThePartingFurthestApart();
    void saysWhenNoDifferenceIsVisible();
    void countsOnlyEvaluatedUsers();
    void smallGroupsSayNothing();
    void knowsNothingOfAMetricThatWasNotMeasured();
    void neighboursOfOtherUsersAreRefused();
};

void TestNeighbourGap::choosesThePartingFurthestApart()
{
    // Three users with 0, 4 and 60 neighbours, twenty times over; hits 0.2, 0.4 and 0.9 with no spread inside a group.
    // At 1 and 2: 0.2 against the mean of 0.4 and 0.9, whose interval begins at
    //     0.65 - 1.96 * 0.25 * sqrt(40 / 39) / sqrt(40) = 0.65 - 0.0785 = 0.5715: room 0.3715.
    // At 5 to 50: 0.3 +- 0.0314 against 0.9: room 0.9 - 0.3314 = 0.5686, the first of these is 5. At 75 nobody is
    // above.
    std::vector<std::int32_t> neighbours;
    for (int i = 0; i < 20; ++i)
        neighbours.insert(neighbours.end(), {0, 4, 60});
    const auto gap = findNeighbourGap(results(repeated({0.2, 0.4, 0.9}, 20)), "hit-10", OfUsers("", neighbours), 20);
    QVERIFY(gap);
    QCOMPARE(gap->limit, 5);
    QCOMPARE(gap->fewUsers, 40);
    QCOMPARE(gap->otherUsers, 20);
    QVERIFY(std::abs(gap->few.value - 0.3) < 1e-12);
    QVERIFY(std::abs(gap->few.high - 0.3314) < 1e-4);
    QCOMPARE(gap->others.low, gap->others.high);
    QVERIFY(gap->isVisible);
    QVERIFY(gap->typical == User{0} || gap->typical == User{1}); // both are 0.1 away but for rounding
}

void TestNeighbourGap::saysWhenNoDifferenceIsVisible()
{
    // Half of the hits on either side: the intervals are the same.
    std::vector<std::int32_t> neighbours;
    for (int i = 0; i < 40; ++i)
        neighbours.insert(neighbours.end(), {3, 3, 30, 30});
    const auto gap = findNeighbourGap(results(repeated({0, 1, 0, 1}, 40)), "hit-10", OfUsers("", neighbours));
    QVERIFY(gap);
    QCOMPARE(gap->limit, 5);
    QVERIFY(!gap->isVisible);
    QCOMPARE(gap->few.value, 0.5);
    QCOMPARE(gap->few, gap->others);
    QCOMPARE(gap->typical, User{0}); // 0 and 1 are equally far from 0.5
}

void TestNeighbourGap::countsOnlyEvaluatedUsers()
{
    // User 2 has no neighbour but was not evaluated.
    UserResults some;
    some.metrics = {"mrr", "hit-10"};
    some.users = {User{0}, User{1}, User{3}};
    some.positives = {1, 1, 1};
    some.values = {0.1, 0.0, 0.1, 0.0, 0.9, 1.0};
    const std::vector<std::int32_t> neighbours{2, 2, 0, 8};
    const auto gap = findNeighbourGap(some, "hit-10", OfUsers("", neighbours), 1);
    QVERIFY(gap);
    QCOMPARE(gap->limit, 5);
    QCOMPARE(gap->fewUsers, 2);
    QCOMPARE(gap->few.value, 0.0);
    QCOMPARE(gap->others.value, 1.0);
    QCOMPARE(gap->typical, User{0});
}

void TestNeighbourGap::smallGroupsSayNothing()
{
    const std::vector<std::int32_t> neighbours(100, 7);
    QVERIFY(!findNeighbourGap(results(std::vector<double>(100, 1.0)), "hit-10",
                              OfUsers("", neighbours))); // one side is empty
    QVERIFY(!findNeighbourGap(results({}), "hit-10", {}));
    QVERIFY(!findNeighbourGap(results({1, 0}), "hit-10", OfUsers("", std::vector{1, 9})));
}

void TestNeighbourGap::knowsNothingOfAMetricThatWasNotMeasured()
{
    const std::vector<std::int32_t> neighbours{0, 9};
    QVERIFY(!findNeighbourGap(results({1, 0}), "hit-20", OfUsers("", neighbours), 1));
}

void TestNeighbourGap::neighboursOfOtherUsersAreRefused()
{
    const std::vector<std::int32_t> neighbours{1, 9};
    QVERIFY_EXCEPTION_THROWN(findNeighbourGap(results({1, 0}), "hit-10", OfUsers("other data", neighbours), 1), Error);
}

QTEST_GUILESS_MAIN(TestNeighbourGap)
#include "tst_neighbour_gap.moc"
