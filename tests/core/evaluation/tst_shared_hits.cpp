#include "core/base/error.h"
#include "core/evaluation/shared_hits.h"

#include <QTest>

using namespace tastescope;

namespace {

struct Line
{
    int user;
    int positives;
    double hit;
};

UserResults results(const std::vector<Line>& lines)
{
    UserResults made;
    made.metrics = {"mrr", "hit-5"};
    for (const Line& line : lines) {
        made.users.push_back(User{line.user});
        made.positives.push_back(line.positives);
        made.values.insert(made.values.end(), {0.0, line.hit});
    }
    return made;
}

} // namespace

class TestSharedHits : public QObject
{
    Q_OBJECT

private slots:
    void everyUserFallsInOneCell();
    void oneHitAmongManyPositivesIsAHit();
    void howMuchServesAUser();
    void theTellingRulePartsMostUsers();
    void itsMeansAreTheFiguresOfTheRuns();
    void usersOfOneRunOnlyAreLeftOut();
    void namesTheMetricThatIsMissing();
};

void TestSharedHits::everyUserFallsInOneCell()
{
    const SharedHits hits = sharedHits(results({{0, 1, 1}, {1, 1, 1}, {2, 1, 0}, {3, 1, 0}}),
                                       results({{0, 1, 1}, {1, 1, 0}, {2, 1, 1}, {3, 1, 0}}), "hit-5");
    QCOMPARE(hits.both, std::vector{User{0}});
    QCOMPARE(hits.onlyFirst, std::vector{User{1}});
    QCOMPARE(hits.onlySecond, std::vector{User{2}});
    QCOMPARE(hits.neither, std::vector{User{3}});
    QCOMPARE(hits.total(), std::size_t(4));
}

void TestSharedHits::oneHitAmongManyPositivesIsAHit()
{
    // One of four found: mean 0.25, times 4 = 1. A score tied with fifty others: 0.1 of a hit is none.
    const SharedHits hits = sharedHits(results({{0, 4, 0.25}}), results({{0, 1, 0.1}}), "hit-5");
    QCOMPARE(hits.onlyFirst, std::vector{User{0}});
}

void TestSharedHits::howMuchServesAUser()
{
    // Of three held out: one hit, two hits, three hits; then a tie worth 2.6 of 3 hits.
    const UserResults some = results({{0, 3, 1 / 3.0}, {1, 3, 2 / 3.0}, {2, 3, 1}, {3, 3, 2.6 / 3}});
    const UserResults none = results({{0, 3, 0}, {1, 3, 0}, {2, 3, 0}, {3, 3, 0}});
    const auto served = [&](ServedBy rule) { return sharedHits(some, none, "hit-5", rule).onlyFirst; };
    QCOMPARE(served(ServedBy::One), (std::vector{User{0}, User{1}, User{2}, User{3}}));
    QCOMPARE(served(ServedBy::Half), (std::vector{User{1}, User{2}, User{3}}));
    QCOMPARE(served(ServedBy::All), (std::vector{User{2}, User{3}}));
}

void TestSharedHits::theTellingRulePartsMostUsers()
{
    // Everybody is hit once by both; all of two are hit by one run alone for users 0 and 1.
    const UserResults first = results({{0, 2, 1}, {1, 2, 0.5}, {2, 2, 1}});
    const UserResults second = results({{0, 2, 0.5}, {1, 2, 1}, {2, 2, 1}});
    QCOMPARE(tellingRule(first, second, "hit-5"), ServedBy::All);
    QCOMPARE(tellingRule(first, first, "hit-5"), ServedBy::One); // none of them tells anything
}

void TestSharedHits::itsMeansAreTheFiguresOfTheRuns()
{
    const UserResults first = results({{0, 4, 0.25}, {1, 2, 1}, {3, 1, 1}});
    const UserResults second = results({{0, 4, 0.75}, {1, 2, 0.5}});
    const SharedHits hits = sharedHits(first, second, "hit-5");
    QCOMPARE(hits.firstMean, (0.25 + 1) / 2); // user 3 was measured in one run only
    QCOMPARE(hits.secondMean, (0.75 + 0.5) / 2);
}

void TestSharedHits::usersOfOneRunOnlyAreLeftOut()
{
    const SharedHits hits =
        sharedHits(results({{0, 1, 1}, {2, 1, 1}, {5, 1, 1}}), results({{1, 1, 1}, {2, 1, 1}}), "hit-5");
    QCOMPARE(hits.both, std::vector{User{2}});
    QCOMPARE(hits.total(), std::size_t(1));
}

void TestSharedHits::namesTheMetricThatIsMissing()
{
    QVERIFY_EXCEPTION_THROWN(sharedHits(results({}), results({}), "hit-7"), Error);
}

QTEST_GUILESS_MAIN(TestSharedHits)
#include "tst_shared_hits.moc"
