#include "core/base/error.h"
#include "core/evaluation/mean_by_bin.h"

#include <QTest>

#include <array>

using namespace tastescope;

namespace {

/// Users 0 to 5 with one metric.
UserResults sixUsers()
{
    UserResults results;
    results.dataset = "the data";
    results.metrics = {"mrr", "hit-5"};
    for (int u = 0; u < 6; ++u) {
        results.users.push_back(User{u});
        results.positives.push_back(1);
        results.values.push_back(0.5);               // mrr
        results.values.push_back(u % 2 ? 1.0 : 0.0); // hit-5: 0 1 0 1 0 1
    }
    return results;
}

constexpr std::array<double, 4> edges{0, 2, 4, 6};

} // namespace

class TestMeanByBin : public QObject
{
    Q_OBJECT

private slots:
    void meansOfHandMadeBins();
    void putsBinsOfTooFewUsersTogether();
    void leavesOutUsersOutsideTheEdges();
    void saysNothingWithoutMetricOrUsers();
    void numbersOfOtherUsersAreRefused();
};

void TestMeanByBin::meansOfHandMadeBins()
{
    // neighbours of users 0..5:   0 1 2 3 5 5
    // bin [0, 2): users 0 and 1 -> (0 + 1) / 2; [2, 4): users 2 and 3 -> 1/2; [4, 6): users 4 and 5 -> 1/2
    const OfUsers<std::int32_t> neighbours{"the data", {0, 1, 2, 3, 5, 5}};
    const auto means = meanByBin(sixUsers(), "hit-5", neighbours, edges, 1);
    QCOMPARE(means.size(), std::size_t{3});
    QCOMPARE(means[0].low, 0.0);
    QCOMPARE(means[0].high, 2.0);
    QCOMPARE(means[0].users, std::int64_t{2});
    QCOMPARE(means[0].mean.value, 0.5);
    QCOMPARE(means[2].low, 4.0);
    QCOMPARE(means[2].mean.value, 0.5);
}

void TestMeanByBin::putsBinsOfTooFewUsersTogether()
{
    // [0, 2): user 0; [2, 4): user 1; [4, 6): users 2 to 5. With 2 as the fewest, the first two bins become one, and
    // Hit@5 is (0 + 1) / 2 there and (0 + 1 + 0 + 1) / 4 in the last.
    const OfUsers<std::int32_t> neighbours{"the data", {0, 2, 4, 4, 5, 5}};
    const auto means = meanByBin(sixUsers(), "hit-5", neighbours, edges, 2);
    QCOMPARE(means.size(), std::size_t{2});
    QCOMPARE(means[0].high, 4.0);
    QCOMPARE(means[0].users, std::int64_t{2});
    QCOMPARE(means[1].users, std::int64_t{4});

    // Two users in the last bin are too few for 4 and join what is before: all six, 3 hits of 6.
    const OfUsers<std::int32_t> sparse{"the data", {0, 0, 0, 0, 5, 5}};
    const auto joined = meanByBin(sixUsers(), "hit-5", sparse, edges, 4);
    QCOMPARE(joined.size(), std::size_t{1});
    QCOMPARE(joined[0].high, 6.0);
    QCOMPARE(joined[0].users, std::int64_t{6});
    QCOMPARE(joined[0].mean.value, 0.5);
}

void TestMeanByBin::leavesOutUsersOutsideTheEdges()
{
    const OfUsers<std::int32_t> neighbours{"the data",
                                           {-1, 6, 1, 1, 100, 1}}; // users 2, 3 and 5 are inside: (0 + 1 + 1) / 3
    const auto means = meanByBin(sixUsers(), "hit-5", neighbours, edges, 1);
    QCOMPARE(means.size(), std::size_t{1});
    QCOMPARE(means[0].users, std::int64_t{3});
    QCOMPARE(means[0].mean.value, 2.0 / 3);
}

void TestMeanByBin::saysNothingWithoutMetricOrUsers()
{
    const OfUsers<std::int32_t> neighbours{"the data", {0, 1, 2, 3, 5, 5}};
    QVERIFY(meanByBin(sixUsers(), "ndcg-10", neighbours, edges, 1).empty());
    QVERIFY(meanByBin(sixUsers(), "hit-5", neighbours, edges, 7).empty());
    QVERIFY(meanByBin(UserResults(), "hit-5", neighbours, edges, 1).empty());
    QVERIFY(meanByBin(sixUsers(), "hit-5", neighbours, {}, 1).empty());
}

void TestMeanByBin::numbersOfOtherUsersAreRefused()
{
    const std::vector<std::int32_t> six{0, 1, 2, 3, 5, 5};
    QVERIFY_EXCEPTION_THROWN(meanByBin(sixUsers(), "hit-5", OfUsers("other data", six), edges, 1), Error);
    QVERIFY_EXCEPTION_THROWN(meanByBin(sixUsers(), "hit-5", OfUsers("the data", std::vector{0, 1}), edges, 1), Error);
}

QTEST_GUILESS_MAIN(TestMeanByBin)
#include "tst_mean_by_bin.moc"
