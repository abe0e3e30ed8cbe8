#include "core/base/error.h"
#include "core/base/random.h"
#include "core/experiment/leaderboard.h"
#include "tests/support/user_results.h"

#include <QTest>

#include <array>

using namespace tastescope;
using namespace tastescope::test;

namespace {

/// A hundred users around `mean`, who differ by so much from run to run.
UserResults aroundMean(double mean, double noise, std::uint64_t seed)
{
    std::vector<double> values;
    for (std::uint64_t user = 0; user < 100; ++user)
        values.push_back(mean + noise * Random(seed, {user}).normal());
    return mrrOfUsers(values);
}

std::vector<std::size_t> order(const Leaderboard& board)
{
    std::vector<std::size_t> runs;
    for (const LeaderRow& row : board.rows)
        runs.push_back(row.run);
    return runs;
}

} // namespace

class TestLeaderboard : public QObject
{
    Q_OBJECT

private slots:
    void runsThatTieShareTheirRanks();
    void theFrontierIsWhatNothingCheaperEquals();
    void aMinuteBuysTheBestThatFits();
    void onlyUsersOfAllRunsCount();
    void nothingIsRankedOfNothing();
    void runsOfOtherDataAreRefused();
};

void TestLeaderboard::runsThatTieShareTheirRanks()
{
    const std::array results{aroundMean(0.30, 0.01, 1), aroundMean(0.501, 0.05, 2), aroundMean(0.5, 0.05, 3),
                             aroundMean(0.4, 0.01, 4)};
    std::vector<LeaderRun> runs;
    for (const UserResults& run : results)
        runs.push_back({.results = &run});
    const Leaderboard board = makeLeaderboard(runs, "mrr");
    QCOMPARE(board.users, 100);
    QCOMPARE(board.pairs.size(), std::size_t(6)); // 4 * 3 / 2
    QCOMPARE(board.rows[2].run, std::size_t(3));
    QCOMPARE(board.rows[3].run, std::size_t(0));
    for (const std::size_t row : {std::size_t(0), std::size_t(1)}) {
        QCOMPARE(board.rows[row].rankLow, 1);
        QCOMPARE(board.rows[row].rankHigh, 2);
    }
    QCOMPARE(board.rows[2].rankLow, 3);
    QCOMPARE(board.rows[2].rankHigh, 3);
    QCOMPARE(board.rows[3].rankLow, 4);
    QCOMPARE(leaders(board).size(), std::size_t(2));
    QCOMPARE(rankText(board.rows[1]), std::string("1, 2"));
    QCOMPARE(rankText(board.rows[2]), std::string("3"));
    QCOMPARE(rankText({.rankLow = 4, .rankHigh = 7}), std::string("4 to 7"));
    for (const RunPair& pair : board.pairs)
        QVERIFY(board.pair(pair.a, pair.b)->difference >= 0);
    QVERIFY(board.smallestSeen().value() > 0.05 && board.smallestSeen().value() < 0.12); // .4 and .3, .5 and .4
    // The very pairs of compareFamily(), whichever way round they were asked for.
    const auto family =
        compareFamily(std::array{&results[0], &results[1], &results[2], &results[3]}, board.pairs, "mrr");
    QVERIFY(family == board.results);
}

void TestLeaderboard::theFrontierIsWhatNothingCheaperEquals()
{
    const std::array results{mrrOfUsers({0.1, 0.1}), mrrOfUsers({0.4, 0.4}), mrrOfUsers({0.3, 0.3}),
                             mrrOfUsers({0.5, 0.5})};
    const std::array runs{LeaderRun{&results[0], 1, 30}, LeaderRun{&results[1], 5, 20}, LeaderRun{&results[2], 5, 10},
                          LeaderRun{&results[3], 60, 40}};
    const Leaderboard board = makeLeaderboard(runs, "mrr");
    QCOMPARE(order(board), (std::vector<std::size_t>{3, 1, 2, 0}));
    // Time: .5 in 60 s, .4 in 5 s; .3 takes 5 s too, so no; .1 in 1 s. Memory: .5 in 40, .4 in 20, .3 in 10, .1 in 30:
    // no.
    std::vector<bool> time;
    std::vector<bool> memory;
    for (const LeaderRow& row : board.rows) {
        time.push_back(row.isBestForTime);
        memory.push_back(row.isBestForMemory);
    }
    QCOMPARE(time, (std::vector<bool>{true, true, false, true}));
    QCOMPARE(memory, (std::vector<bool>{true, true, true, false}));
}

void TestLeaderboard::aMinuteBuysTheBestThatFits()
{
    const std::array results{mrrOfUsers({0.1, 0.1}), mrrOfUsers({0.4, 0.4}), mrrOfUsers({0.5, 0.5})};
    const std::array runs{LeaderRun{&results[0], 2}, LeaderRun{&results[1], 60}, LeaderRun{&results[2], 61}};
    const Leaderboard board = makeLeaderboard(runs, "mrr");
    QCOMPARE(bestWithin(board, runs, 60)->run, std::size_t(1));
    QCOMPARE(bestWithin(board, runs, 600)->run, std::size_t(2));
    QVERIFY(!bestWithin(board, runs, 1));
}

void TestLeaderboard::onlyUsersOfAllRunsCount()
{
    UserResults two = mrrOfUsers({0.2, 0.4});
    const UserResults three = mrrOfUsers({0.1, 0.3, 1.0});
    const std::array runs{LeaderRun{&two}, LeaderRun{&three}};
    const Leaderboard board = makeLeaderboard(runs, "mrr");
    QCOMPARE(board.users, 2);
    QVERIFY(std::abs(board.rows[0].figure.value - 0.3) < 1e-12); // (.2 + .4) / 2; the other (.1 + .3) / 2
    QVERIFY(std::abs(board.rows[1].figure.value - 0.2) < 1e-12);
}

void TestLeaderboard::nothingIsRankedOfNothing()
{
    QVERIFY(makeLeaderboard({}, "mrr").rows.empty());
    QVERIFY(leaders(makeLeaderboard({}, "mrr")).empty());
    const UserResults one = mrrOfUsers({0.5, 0.7});
    const Leaderboard board = makeLeaderboard(std::array{LeaderRun{&one}}, "mrr");
    QCOMPARE(board.rows.size(), std::size_t(1));
    QCOMPARE(board.rows[0].rankHigh, 1);
    QVERIFY(board.pairs.empty() && !board.smallestSeen());
}

void TestLeaderboard::runsOfOtherDataAreRefused()
{
    const UserResults one = mrrOfUsers({0.5, 0.7});
    UserResults foreign = one;
    foreign.dataset = "other";
    QVERIFY_EXCEPTION_THROWN(makeLeaderboard(std::array{LeaderRun{&one}, LeaderRun{&foreign}}, "mrr"), Error);
    QVERIFY_EXCEPTION_THROWN(makeLeaderboard(std::array{LeaderRun{&one}}, "map-10"), Error);
}

QTEST_GUILESS_MAIN(TestLeaderboard)
#include "tst_leaderboard.moc"
