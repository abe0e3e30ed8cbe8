#include "core/models/bpr/batch_plan.h"
#include "core/models/bpr/bpr_state.h"
#include "core/models/bpr/negatives.h"
#include "core/models/bpr/permutation.h"
#include "core/models/bpr/tiling.h"
#include "tests/core/models/bpr/planted.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

using namespace tastescope;

class TestDrawing : public QObject
{
    Q_OBJECT

private slots:
    void tilesHoldEveryPositiveOnce();
    void tilesOfARoundShareNoRow();
    void tilesDoNotDependOnThreads();
    void blocksFollowTheData();
    void freePlacesAreDrawnEvenlyAndDiffer();
    void poolsGiveHalfHardHalfEasy();
    void shortPoolsAreFilledOrRefused();
    void permutationsAreWhole();
    void permutationsDiffer();
    void groupsKeepTheOrder();
    void plansHoldEveryTriplet();
    void startIsXavierUniform();
};

void TestDrawing::tilesHoldEveryPositiveOnce()
{
    const DatasetParts parts = plantedParts();
    const auto& train = parts.split.train;
    for (const int blocks : {1, 4, 7}) {
        const Tiling tiling(train, blocks, 42, 3, Workers(2), {});
        std::set<std::pair<int, int>> pairs;
        for (int round = 0; round < blocks; ++round)
            for (int users = 0; users < blocks; ++users)
                for (const Tiling::Entry& entry : tiling.tile(users, tiling.itemBlock(round, users))) {
                    const std::int32_t item = tiling.itemAt(static_cast<std::size_t>(entry.place));
                    QVERIFY(train.contains(User{entry.user}, Item{item}));
                    QVERIFY(pairs.emplace(entry.user, item).second);
                }
        QCOMPARE(pairs.size(), train.entryCount());
    }
}

void TestDrawing::tilesOfARoundShareNoRow()
{
    const DatasetParts parts = plantedParts();
    const Tiling tiling(parts.split.train, 4, 42, 1, Workers(1), {});
    for (int round = 0; round < 4; ++round) {
        std::map<int, int> tileOfUser;
        std::set<int> itemBlocks;
        for (int users = 0; users < 4; ++users) {
            const int items = tiling.itemBlock(round, users);
            QVERIFY(itemBlocks.insert(items).second);
            for (const Tiling::Entry& entry : tiling.tile(users, items)) {
                QCOMPARE(tileOfUser.emplace(entry.user, users).first->second, users);
                const auto place = static_cast<std::size_t>(entry.place);
                QVERIFY(place >= tiling.itemsBegin(items) && place < tiling.itemsBegin(items + 1));
            }
        }
    }
}

void TestDrawing::tilesDoNotDependOnThreads()
{
    const DatasetParts parts = plantedParts();
    const Tiling one(parts.split.train, 4, 42, 1, Workers(1), {});
    const Tiling four(parts.split.train, 4, 42, 1, Workers(4), {});
    for (int users = 0; users < 4; ++users)
        for (int items = 0; items < 4; ++items)
            QVERIFY(std::ranges::equal(
                one.tile(users, items), four.tile(users, items),
                [](const Tiling::Entry& a, const Tiling::Entry& b) { return a.user == b.user && a.place == b.place; }));
}

void TestDrawing::blocksFollowTheData()
{
    const auto matrix = [](std::size_t items) { return BinaryMatrix<User, Item>::fromPairs(2, items, {}); };
    QCOMPARE(tileBlocks(matrix(3), 4, false), 1);
    QCOMPARE(tileBlocks(matrix(63), 16, false), 1);
    QCOMPARE(tileBlocks(matrix(64), 16, false), 2);
    QCOMPARE(tileBlocks(matrix(64), 17, false), 1); // a block of 32 would not hold twice as many
    QCOMPARE(tileBlocks(matrix(255), 64, false), 1);
    QCOMPARE(tileBlocks(matrix(256), 64, false), 2);
    QCOMPARE(tileBlocks(matrix(5'000), 64, false), 8);
    QCOMPARE(tileBlocks(matrix(5'000), 64, true), 8);
}

void TestDrawing::freePlacesAreDrawnEvenlyAndDiffer()
{
    Random random(1, {2});
    std::vector<std::uint8_t> taken{0, 1, 0, 0, 1, 0};
    std::array<int, 6> counts{};
    std::array<std::int32_t, 2> out{};
    for (int k = 0; k < 20'000; ++k) {
        QVERIFY(drawFree(random, taken, 4, out));
        QVERIFY(out[0] != out[1]);
        for (const std::int32_t place : out)
            ++counts.at(static_cast<std::size_t>(place));
    }
    QCOMPARE(counts[1] + counts[4], 0);
    for (const std::size_t place : {0U, 2U, 3U, 5U})
        QVERIFY(std::abs(counts.at(place) - 10'000) < 350); // 5 standard deviations of 71
    QCOMPARE(taken, (std::vector<std::uint8_t>{0, 1, 0, 0, 1, 0}));
    std::array<std::int32_t, 5> tooMany{};
    QVERIFY(!drawFree(random, taken, 4, tooMany));
}

void TestDrawing::poolsGiveHalfHardHalfEasy()
{
    Random random(1, {3});
    const std::vector<Item> hard{Item{1}, Item{2}, Item{3}};
    const std::vector<Item> easy{Item{10}, Item{11}, Item{12}, Item{13}};
    std::array<std::int32_t, 5> out{};
    for (int k = 0; k < 1'000; ++k) {
        QVERIFY(drawHardEasy(random, hard, easy, std::span(out), 1'000, [](Item) { return true; }) == 5);
        QVERIFY(out[0] < 10 && out[1] < 10 && out[2] >= 10 && out[3] >= 10 && out[4] >= 10); // 5 / 2 = 2 hard
        QCOMPARE(std::set<std::int32_t>(out.begin(), out.end()).size(), std::size_t(5));
    }
    // Only accepted items come: here the even ones, as a tile accepts its own.
    std::array<std::int32_t, 2> two{};
    QVERIFY(drawHardEasy(random, hard, easy, std::span(two), 1'000, [](Item item) { return number(item) % 2 == 0; })
            == 2);
    QVERIFY(two[0] == 2 && (two[1] == 10 || two[1] == 12));
}

void TestDrawing::shortPoolsAreFilledOrRefused()
{
    Random random(1, {4});
    const std::vector<Item> one{Item{1}};
    const std::vector<Item> easy{Item{10}, Item{11}, Item{12}};
    const auto all = [](Item) { return true; };
    std::array<std::int32_t, 4> out{};
    QCOMPARE(drawHardEasy(random, one, easy, std::span(out), 1'000, all), std::size_t(4));
    std::ranges::sort(out);
    QCOMPARE(out, (std::array<std::int32_t, 4>{1, 10, 11, 12})); // one hard, so three easy
    QCOMPARE(drawHardEasy(random, {}, easy, std::span(out), 1'000, all), std::size_t(3));
    QCOMPARE(drawHardEasy(random, one, {}, std::span(out), 1'000, all), std::size_t(1));
}

void TestDrawing::permutationsAreWhole()
{
    for (const std::uint64_t count : {1U, 2U, 3U, 4U, 5U, 100U, 1'000U, 1'023U, 1'024U, 1'025U}) {
        const Permutation permutation(count, Random(5, {count}));
        std::vector<bool> seen(count);
        for (std::uint64_t place = 0; place < count; ++place) {
            const std::uint64_t value = permutation(place);
            QVERIFY(value < count && !seen[value]);
            seen[value] = true;
        }
    }
}

void TestDrawing::permutationsDiffer()
{
    const Permutation a(1'000, Random(5, {1}));
    const Permutation b(1'000, Random(5, {2}));
    int same = 0;
    double sum = 0;
    for (std::uint64_t place = 0; place < 500; ++place) {
        same += a(place) == b(place) ? 1 : 0;
        sum += static_cast<double>(a(place));
    }
    QVERIFY(same < 8);                              // 0.5 expected
    QVERIFY(std::abs(sum / 500 - 499.5) < 5 * 9.2); // 288.7 / sqrt(500) * sqrt(1/2): the half of a mixed whole
}

void TestDrawing::groupsKeepTheOrder()
{
    std::vector<std::int32_t> counts(10, 0);
    const std::vector<std::int32_t> keys{7, 2, 7, 0, 2, 7};
    const Groups groups = groupBy(keys, counts);
    QCOMPARE(groups.keys, (std::vector<std::int32_t>{7, 2, 0}));
    QCOMPARE(groups.begins, (std::vector<std::size_t>{0, 3, 5, 6}));
    QCOMPARE(groups.order, (std::vector<std::int32_t>{0, 2, 5, 1, 4, 3}));
    QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0), 0);
    QCOMPARE(groupBy({}, counts).count(), std::size_t(0));
}

void TestDrawing::plansHoldEveryTriplet()
{
    BatchPlanScratch scratch{.triplets = {{1, 5, 6}, {0, 5, 7}, {1, 6, 5}},
                             .keys = {},
                             .userCounts = {0, 0},
                             .itemCounts = std::vector<std::int32_t>(8)};
    const BatchPlan plan = planBatch(scratch);
    QCOMPARE(plan.users.keys, (std::vector<std::int32_t>{1, 0}));
    QCOMPARE(plan.positives, (std::vector<std::int32_t>{5, 6, 5})); // user 1's two, then user 0's
    QCOMPARE(plan.negatives, (std::vector<std::int32_t>{6, 5, 7}));
    QCOMPARE(plan.userGroups, (std::vector<std::int32_t>{0, 0, 1}));
    QCOMPARE(plan.items.keys, (std::vector<std::int32_t>{5, 6, 7}));
    // Item 5: positive of triplets 0 and 2, negative of triplet 1 (3 + 1).
    QVERIFY(std::ranges::equal(plan.items.group(0), std::vector<std::int32_t>{0, 2, 4}));
}

void TestDrawing::startIsXavierUniform()
{
    const Dataset dataset(plantedParts());
    BprOptions options;
    options.embeddingDim = 64;
    const BprState state = startState(options, dataset);
    const double bound = std::sqrt(6.0 / (128 + 64)); // items: 128 rows of 64
    double largest = 0;
    double sum = 0;
    double squares = 0;
    for (const float value : state.items.packed()) {
        largest = std::max(largest, std::abs(static_cast<double>(value)));
        sum += static_cast<double>(value);
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    const double count = 128 * 64;
    QVERIFY(largest <= bound && largest > 0.995 * bound);
    QVERIFY(std::abs(sum / count) < 5 * bound / std::sqrt(3 * count));
    QVERIFY(std::abs(squares / count / (bound * bound / 3) - 1) < 0.05);
    QVERIFY(state.users.row(0)[0] != state.items.row(0)[0]);
    QCOMPARE(startState(options, dataset).items.packed(), state.items.packed());
}

QTEST_GUILESS_MAIN(TestDrawing)
#include "tst_drawing.moc"
