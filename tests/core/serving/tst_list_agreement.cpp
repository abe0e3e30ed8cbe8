#include "core/base/error.h"
#include "core/serving/list_agreement.h"
#include "tests/core/serving/small_serving.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

namespace {

std::vector<Item> items(std::initializer_list<int> numbers)
{
    std::vector<Item> made;
    for (const int number : numbers)
        made.push_back(Item{number});
    return made;
}

Serving small(std::shared_ptr<const Model> model = nullptr)
{
    return smallserving::serve(smallserving::fiveUsers(), std::move(model));
}

} // namespace

class TestListAgreement : public QObject
{
    Q_OBJECT

private slots:
    void overlapCountsTheFirstKOnly();
    void equalListsAgreeWhollyAndStrangersNotAtAll();
    void rankBiasedOverlapMatchesHandArithmetic();
    void listsOfUnequalLengthMatchHandArithmetic();
    void doesNotDependOnTheOrderOfTheTwo();
    void refusesAPersistenceOutOfRange();
    void aModelAgreesWithItself();
    void ordersUsersByDisagreement();
    void samplesTheSameUsersForTheSameSeed();
    void stopsWhenAsked();
};

void TestListAgreement::overlapCountsTheFirstKOnly()
{
    QCOMPARE(overlapAt(items({1, 2, 3}), items({3, 2, 4}), 3), 2);
    QCOMPARE(overlapAt(items({1, 2, 3}), items({3, 2, 4}), 2), 1);
    QCOMPARE(overlapAt(items({1, 2, 3}), items({3, 2, 4}), 1), 0);
    QCOMPARE(overlapAt(items({1}), items({1, 2}), 10), 1);
}

void TestListAgreement::equalListsAgreeWhollyAndStrangersNotAtAll()
{
    QCOMPARE(rankBiasedOverlap(items({4, 1, 2}), items({4, 1, 2})), 1.0);
    QCOMPARE(rankBiasedOverlap(items({4, 1}), items({5, 6})), 0.0);
    QCOMPARE(rankBiasedOverlap({}, {}), 1.0);
    QCOMPARE(rankBiasedOverlap({}, items({1})), 0.0);
}

void TestListAgreement::rankBiasedOverlapMatchesHandArithmetic()
{
    // a = 1 2, b = 2 1, p = 0.5: X_1 = 0, X_2 = 2.
    // (1 - p)/p = 1; sum = 0/1 * 0.5 + 2/2 * 0.25 = 0.25; beyond the end 2/2 * 0.25 = 0.25.
    QCOMPARE(rankBiasedOverlap(items({1, 2}), items({2, 1}), 0.5), 0.5);
    // a = 1 2 3, b = 1 4 2, p = 0.5: X = 1, 1, 2.
    // sum = 1 * 0.5 + 1/2 * 0.25 + 2/3 * 0.125 = 0.70833; beyond 2/3 * 0.125 = 0.08333.
    QVERIFY(std::abs(rankBiasedOverlap(items({1, 2, 3}), items({1, 4, 2}), 0.5) - 0.7916666666666667) < 1e-12);
}

void TestListAgreement::listsOfUnequalLengthMatchHandArithmetic()
{
    // a = 1 (s = 1), b = 1 2 (l = 2), p = 0.5: X_1 = 1, X_2 = 1.
    // first sum = 1 * 0.5 + 1/2 * 0.25 = 0.625; second sum = 1 * (2 - 1) / (1 * 2) * 0.25 = 0.125;
    // beyond = (0/2 + 1/1) * 0.25 = 0.25. Together 1: what there is of a agrees.
    QCOMPARE(rankBiasedOverlap(items({1}), items({1, 2}), 0.5), 1.0);
    // a = 2, b = 1 2: X_1 = 0, X_2 = 1: sum = 1/2 * 0.25 = 0.125; second 0; beyond (1 - 0)/2 * 0.25 = 0.125.
    QCOMPARE(rankBiasedOverlap(items({2}), items({1, 2}), 0.5), 0.25);
}

void TestListAgreement::doesNotDependOnTheOrderOfTheTwo()
{
    const auto a = items({7, 1, 5, 2});
    const auto b = items({5, 7, 9, 3, 1, 8});
    QCOMPARE(rankBiasedOverlap(a, b), rankBiasedOverlap(b, a));
}

void TestListAgreement::refusesAPersistenceOutOfRange()
{
    for (const double p : {0.0, 1.0, -1.0, std::nan("")})
        QVERIFY_EXCEPTION_THROWN(rankBiasedOverlap(items({1}), items({1}), p), Error);
}

void TestListAgreement::aModelAgreesWithItself()
{
    const Serving serving = small();
    const std::vector<User> users{User{0}, User{1}, User{2}};
    const ListAgreement agreement = compareLists(serving, serving, users);
    QVERIFY(!agreement.users.empty());
    for (const UserAgreement& user : agreement.users)
        QCOMPARE(user.rbo, 1.0);
    QCOMPARE(agreement.meanRbo, 1.0);
    QCOMPARE(agreement.medianPopularity[0], agreement.medianPopularity[1]);
    QVERIFY(!agreement.isSample);
}

void TestListAgreement::ordersUsersByDisagreement()
{
    const Serving votes = small();
    const Serving popular = small(std::make_shared<const PopularityModel>(std::vector<float>{0, 1, 2, 3, 4, 5}));
    const std::vector<User> users{User{4}, User{2}, User{1}, User{0}};
    const ListAgreement agreement = compareLists(votes, popular, users);
    QVERIFY(std::ranges::is_sorted(agreement.users, {}, &UserAgreement::rbo));
    for (const UserAgreement& user : agreement.users) {
        QVERIFY(!isServedFallback(votes, user.user, RecommendFrom::Neighbours));
        std::vector<Item> first;
        std::vector<Item> second;
        for (const auto& entry : rankItems(votes, user.user, {}, 10).entries)
            first.push_back(entry.item);
        for (const auto& entry : rankItems(popular, user.user, {}, 10).entries)
            second.push_back(entry.item);
        QCOMPARE(user.rbo, rankBiasedOverlap(first, second));
    }
    QVERIFY(agreement.users == compareLists(votes, popular, users, {.lists = {.top = 10, .threads = 4}}).users);
}

void TestListAgreement::samplesTheSameUsersForTheSameSeed()
{
    const Serving serving = small();
    const std::vector<User> users{User{0}, User{1}, User{2}};
    const ListAgreement one = compareLists(serving, serving, users, {.users = 1});
    const ListAgreement again = compareLists(serving, serving, users, {.users = 1});
    QVERIFY(one.isSample);
    QVERIFY(one.users.size() <= 1);
    QVERIFY(one.users == again.users);
}

void TestListAgreement::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const Serving serving = small();
    const std::vector<User> users{User{0}};
    QVERIFY_EXCEPTION_THROWN(compareLists(serving, serving, users, {}, {.stop = stop.get_token()}), Cancelled);
}

QTEST_GUILESS_MAIN(TestListAgreement)
#include "tst_list_agreement.moc"
