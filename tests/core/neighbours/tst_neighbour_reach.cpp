#include "core/base/error.h"
#include "core/neighbours/neighbour_reach.h"

#include <QTest>

using namespace tastescope;

/// What lies beyond the limit of a selection.
class TestNeighbourReach : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatIsNearAndFindsTheKth();
    void countsWhatAThresholdWouldLeave();
    void countsWhomTheLimitCutsOff();
};

namespace {

/// User 0 has three neighbours at 0.9, 0.5 and 0.2, user 1 one at 0.5, users 2 and 3 none.
NeighbourIndex found()
{
    return {{0, 3, 4, 4, 4}, {{User{1}, 0.9F}, {User{2}, 0.5F}, {User{3}, 0.2F}, {User{0}, 0.5F}}};
}

} // namespace

void TestNeighbourReach::countsWhatIsNearAndFindsTheKth()
{
    const NeighbourReach reach = neighbourReach(found(), "data", 0.5F, 2);
    QCOMPARE(reach.near.values(), (std::vector<std::int32_t>{2, 1, 0, 0})); // at least: 0.5 counts
    QCOMPARE(reach.similarityOfKth.values(), (std::vector<float>{0.5F, 0.0F, 0.0F, 0.0F}));
    QCOMPARE(reach.searched, std::size_t(3));
    QCOMPARE(reach.near.dataset(), std::string("data"));
    QCOMPARE(neighbourReach(found(), "data", 0, 1).near.values(), (std::vector<std::int32_t>{3, 1, 0, 0}));
    QVERIFY_EXCEPTION_THROWN(neighbourReach(found(), "data", 0, 0), Error);
}

void TestNeighbourReach::countsWhatAThresholdWouldLeave()
{
    const ThresholdCounts all = countAbove(found(), "data", 0.6F);
    QCOMPARE(all.pairs, 1);
    QCOMPARE(all.allPairs, 4);
    QCOMPARE(all.users, 4);
    QCOMPARE(all.alone, 3); // users 1, 2 and 3
    const ThresholdCounts some = countAbove(found(), "data", 0.6F, UserSet("data", {User{0}, User{2}}));
    QCOMPARE(some.users, 2);
    QCOMPARE(some.allPairs, 3);
    QCOMPARE(some.alone, 1);
    QVERIFY_EXCEPTION_THROWN(countAbove(found(), "data", 0.6F, UserSet("other data", {User{0}})), Error);
}

void TestNeighbourReach::countsWhomTheLimitCutsOff()
{
    // Kept are one of user 0's three and user 1's only one: at the limit both, beyond it two and none, median 1.
    const OfUsers<std::int32_t> kept("data", {1, 1, 0, 0});
    const NeighbourReach reach = neighbourReach(found(), "data", 0, 1);
    const BeyondLimit all = beyondLimit(kept, reach, 1);
    QCOMPARE(all.users, 4);
    QCOMPARE(all.atLimit, 2);
    QCOMPARE(all.median, 1.0);
    QCOMPARE(beyondLimit(kept, reach, 1, UserSet("data", {User{0}, User{2}})).median, 2.0);
    QCOMPARE(beyondLimit(kept, reach, 2).atLimit, 0);
}

QTEST_GUILESS_MAIN(TestNeighbourReach)
#include "tst_neighbour_reach.moc"
