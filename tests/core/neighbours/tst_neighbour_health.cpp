#include "core/neighbours/neighbour_health.h"

#include <QTest>

using namespace tastescope;

class TestNeighbourHealth : public QObject
{
    Q_OBJECT

private slots:
    void namesTheUsersWithoutANeighbour();
    void isAllRightWhereEverybodyHasOne();
};

void TestNeighbourHealth::namesTheUsersWithoutANeighbour()
{
    NeighbourStatistics statistics;
    statistics.neighbours = {"", {3, 0, 1, 0}};
    const HealthRow row = checkNeighbours(statistics);
    QCOMPARE(row.id, "users-without-neighbours");
    QCOMPARE(row.severity, Severity::Warning);
    QCOMPARE(row.count, 2);
    QCOMPARE(row.users, (std::vector{User{1}, User{3}}));
    QVERIFY(row.excludable);
}

void TestNeighbourHealth::isAllRightWhereEverybodyHasOne()
{
    NeighbourStatistics statistics;
    statistics.neighbours = {"", {3, 1}};
    const HealthRow row = checkNeighbours(statistics);
    QCOMPARE(row.severity, Severity::Ok);
    QCOMPARE(row.count, 0);
    QVERIFY(row.explanation.empty());
    QVERIFY(!row.excludable);
    QCOMPARE(checkNeighbours({}).severity, Severity::Ok); // nobody at all
}

QTEST_GUILESS_MAIN(TestNeighbourHealth)
#include "tst_neighbour_health.moc"
