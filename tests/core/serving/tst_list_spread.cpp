#include "core/base/error.h"
#include "core/base/random.h"
#include "core/serving/list_agreement.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

// How alike the lists of a model are, by hand and pair by pair.
class TestListSpread : public QObject
{
    Q_OBJECT

private slots:
    void matchesHandArithmetic();
    void equalsTheMeanOverAllPairs();
    void oneListIsLikeNone();
    void theDifferenceHasAnInterval();
    void refusesListsOfNoPlaces();
};

namespace {

using Lists = std::vector<std::vector<Item>>;

std::vector<Item> list(std::initializer_list<int> ids)
{
    std::vector<Item> made;
    for (const int id : ids)
        made.push_back(Item{id});
    return made;
}

} // namespace

void TestListSpread::matchesHandArithmetic()
{
    // Lists 0 1, 0 2, 0 1 of five items: the pairs share 1, 2, 1 of 2: (1/2 + 2/2 + 1/2) / 3 = 2/3.
    const ListSpread spread = spreadOf(Lists{list({0, 1}), list({0, 2}), list({0, 1})}, 5, 2);
    QCOMPARE(spread.sameness, 2.0 / 3);
    QCOMPARE(spread.samenessOfUser, (std::vector{0.75, 0.5, 0.75})); // (1/2 + 2/2) / 2, (1/2 + 1/2) / 2
    QCOMPARE(spread.catalogue, 0.6);                                 // 0, 1 and 2 of five
    // A list of one place less shares that place with nobody: 1 of 2 with each other, 1/2 all over.
    QCOMPARE(spreadOf(Lists{list({0}), list({0, 2})}, 5, 2).sameness, 0.5);
}

void TestListSpread::equalsTheMeanOverAllPairs()
{
    Random random(7, {1});
    Lists lists;
    std::vector<Item> all;
    for (int item = 0; item < 40; ++item)
        all.push_back(Item{item});
    for (int user = 0; user < 60; ++user) {
        random.shuffle(std::span(all));
        lists.emplace_back(all.begin(), all.begin() + 10);
    }
    double sum = 0;
    int pairs = 0;
    for (std::size_t a = 0; a < lists.size(); ++a)
        for (std::size_t b = a + 1; b < lists.size(); ++b, ++pairs)
            sum += overlapAt(lists[a], lists[b], 10) / 10.0;
    QVERIFY(std::abs(spreadOf(lists, 40, 10).sameness - sum / pairs) < 1e-12);
}

void TestListSpread::oneListIsLikeNone()
{
    QCOMPARE(spreadOf(Lists{list({0, 1})}, 4, 2).sameness, 0.0);
    QCOMPARE(spreadOf(Lists{list({0, 1})}, 4, 2).catalogue, 0.5);
    QCOMPARE(spreadOf(Lists{}, 4, 2).sameness, 0.0);
    QCOMPARE(spreadOf(Lists{}, 0, 2).catalogue, 0.0);
    QVERIFY(samenessLess(spreadOf(Lists{}, 4, 2), spreadOf(Lists{}, 4, 2)) == Estimate{});
}

void TestListSpread::theDifferenceHasAnInterval()
{
    ListSpread one;
    ListSpread other;
    one.samenessOfUser = {0.5, 0.3, 0.4, 0.4};
    other.samenessOfUser = {0.2, 0.2, 0.2, 0.2};
    // Differences 0.3 0.1 0.2 0.2: mean 0.2, s^2 = (0.01 + 0.01) / 3, half = 1.96 * 2 * sqrt(s^2 / 4) = 0.160033.
    const Estimate less = samenessLess(one, other);
    QVERIFY(std::abs(less.value - 0.2) < 1e-12);
    QVERIFY(std::abs(less.high - 0.3600309) < 1e-6);
    QVERIFY(std::abs(less.low - 0.0399691) < 1e-6);
    other.samenessOfUser.pop_back();
    QVERIFY_EXCEPTION_THROWN(samenessLess(one, other), Error);
}

void TestListSpread::refusesListsOfNoPlaces()
{
    QVERIFY_EXCEPTION_THROWN(spreadOf(Lists{}, 4, 0), Error);
}

QTEST_GUILESS_MAIN(TestListSpread)
#include "tst_list_spread.moc"
