#include "core/base/error.h"
#include "core/pipeline/negative_pools.h"
#include "core/pipeline/ownership.h"
#include "tests/core/pipeline/small_world.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

namespace {

using Likes = BinaryMatrix<User, Item>;

Split splitOf(std::size_t users, std::size_t items, std::vector<std::pair<User, Item>> train,
              std::vector<std::pair<User, Item>> validation, std::vector<std::pair<User, Item>> test)
{
    return {Likes::fromPairs(users, items, std::move(train)), Likes::fromPairs(users, items, std::move(validation)),
            Likes::fromPairs(users, items, std::move(test)), Likes::fromPairs(users, items, {})};
}

std::vector<Item> asVector(std::span<const Item> items)
{
    return {items.begin(), items.end()};
}

} // namespace

class TestOwnership : public QObject
{
    Q_OBJECT

private slots:
    void goesToTheHighestScoreOverRootOfLibrary();
    void equalsBruteForce();
    void poolsEqualBruteForce();
    void poolsNeedItemTracks();
    void doesNotDependOnTheNumberOfThreads();
};

void TestOwnership::goesToTheHighestScoreOverRootOfLibrary()
{
    // User 0 likes tracks 0 1 2 3, user 1 track 0; no exploration. Items: 0 = {0 1 2 3}, 1 = {0}, 2 = {1}, 3 = {2}.
    const auto library = BinaryMatrix<User, Track>::fromPairs(
        2, 4,
        {{User{0}, Track{0}}, {User{0}, Track{1}}, {User{0}, Track{2}}, {User{0}, Track{3}}, {User{1}, Track{0}}});
    const auto itemTracks = BinaryMatrix<Item, Track>::fromPairs(4, 4,
                                                                 {{Item{0}, Track{0}},
                                                                  {Item{0}, Track{1}},
                                                                  {Item{0}, Track{2}},
                                                                  {Item{0}, Track{3}},
                                                                  {Item{1}, Track{0}},
                                                                  {Item{2}, Track{1}},
                                                                  {Item{3}, Track{2}}});
    const std::vector<float> exploration{0.0F, 0.0F};
    const PairScorer scorer(library, itemTracks, exploration);
    // Item 0: user 0 has ln 5 / sqrt(16) / 2 = 0.201, user 1 ln 2 / sqrt(4) / 1 = 0.347: user 1 owns it.
    // Item 1: user 0 has ln 2 / 2 / 2 = 0.173, user 1 ln 2 = 0.693: user 1, unless he is full; then user 0.
    // Item 2: only user 0 trains on it. Item 3: user 0 likes it in validation, user 1 in test.
    const Split split = splitOf(
        2, 4, {{User{0}, Item{0}}, {User{1}, Item{0}}, {User{0}, Item{1}}, {User{1}, Item{1}}, {User{0}, Item{2}}},
        {{User{0}, Item{3}}}, {{User{1}, Item{3}}});

    const Ownership free = assignOwners(scorer, split, {.maximum = 100, .testMakesOwners = false, .threads = 1});
    QCOMPARE(asVector(free.owned.row(User{0})), (std::vector{Item{2}}));
    QCOMPARE(asVector(free.owned.row(User{1})), (std::vector{Item{0}, Item{1}}));
    QCOMPARE(free.unownedForWantOfLikers, 1);
    QCOMPARE(free.unownedForFullLikers, 0);

    const Ownership one = assignOwners(scorer, split, {.maximum = 1, .testMakesOwners = false, .threads = 1});
    QCOMPARE(asVector(one.owned.row(User{0})), (std::vector{Item{1}}));
    QCOMPARE(asVector(one.owned.row(User{1})), (std::vector{Item{0}}));
    QCOMPARE(one.unownedForFullLikers, 1); // item 2: user 0 owns item 1 already

    const Ownership published = assignOwners(scorer, split, {.maximum = 100, .testMakesOwners = true, .threads = 1});
    QCOMPARE(asVector(published.owned.row(User{1})), (std::vector{Item{0}, Item{1}, Item{3}}));
    QCOMPARE(published.unownedForWantOfLikers, 0);
    QVERIFY_EXCEPTION_THROWN(assignOwners(scorer, split, {.maximum = 0, .testMakesOwners = false, .threads = 1}),
                             Error);
}

void TestOwnership::equalsBruteForce()
{
    const DatasetParts parts = smallworld::randomParts(30, 150, 60, 5);
    const PairScorer scorer(parts.library, parts.itemTracks, parts.exploration);
    const Ownership ownership =
        assignOwners(scorer, parts.split, {.maximum = 4, .testMakesOwners = false, .threads = 2});
    std::vector<std::vector<Item>> expected(30);
    for (const Item item : idsUpTo<Item>(150)) {
        int best = -1;
        double bestValue = -1;
        for (const User user : idsUpTo<User>(30)) {
            if (!parts.split.train.contains(user, item) || expected[index(user)].size() == 4)
                continue;
            const auto tracks = parts.itemTracks.row(item);
            const auto shared =
                std::ranges::count_if(tracks, [&](Track track) { return parts.library.contains(user, track); });
            const double e = parts.exploration[index(user)];
            const auto songs = static_cast<double>(parts.library.row(user).size());
            double value = 0;
            if (shared > 0)
                value = ((1 - e) * std::log1p(static_cast<double>(shared)) + e) / songs
                        / std::sqrt(static_cast<double>(tracks.size()));
            if (value > bestValue) {
                bestValue = value;
                best = number(user);
            }
        }
        if (best >= 0)
            expected[static_cast<std::size_t>(best)].push_back(item);
    }
    for (const User user : idsUpTo<User>(30))
        QCOMPARE(asVector(ownership.owned.row(user)), expected[index(user)]);
}

void TestOwnership::poolsEqualBruteForce()
{
    const Dataset dataset(smallworld::randomParts(30, 120, 60, 6));
    const NegativePools pools = buildNegativePools(dataset, Workers(2));
    const PairScorer scorer(dataset.library(), dataset.itemTracks(), dataset.exploration());
    for (const User user : idsUpTo<User>(30)) {
        std::vector<ScoredItem> expected;
        for (const Item item : idsUpTo<Item>(120)) {
            const auto shared = std::ranges::count_if(
                dataset.itemTracks().row(item), [&](Track track) { return dataset.library().contains(user, track); });
            if (shared > 0 && !dataset.isPositive(user, item) && !dataset.owned().contains(user, item)
                && !dataset.isCold(user))
                expected.push_back({item, scorer.score(user, item, static_cast<std::int32_t>(shared))});
        }
        std::sort(expected.begin(), expected.end(), isBetter);
        const std::size_t hard = (expected.size() + 4) / 5;
        QCOMPARE(pools.hard.row(user).size(), hard);
        QCOMPARE(pools.easy.row(user).size(), expected.size() - hard);
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY((i < hard ? pools.hard : pools.easy).contains(user, expected[i].item));
    }
}

void TestOwnership::poolsNeedItemTracks()
{
    DatasetParts parts = smallworld::randomParts(10, 20, 30, 7);
    parts.itemTracks = {};
    QVERIFY_EXCEPTION_THROWN(buildNegativePools(Dataset(parts)), Error);
}

void TestOwnership::doesNotDependOnTheNumberOfThreads()
{
    const Dataset dataset(smallworld::randomParts(400, 120, 60, 8));
    const NegativePools one = buildNegativePools(dataset, Workers(1));
    const NegativePools four = buildNegativePools(dataset, Workers(4));
    QVERIFY(one.hard == four.hard);
    QVERIFY(one.easy == four.easy);
    const PairScorer scorer(dataset.library(), dataset.itemTracks(), dataset.exploration());
    OwnershipOptions options{.maximum = 3, .testMakesOwners = false, .threads = 1};
    const Ownership single = assignOwners(scorer, dataset.split(), options);
    options.threads = 4;
    QVERIFY(single.owned == assignOwners(scorer, dataset.split(), options).owned);
}

QTEST_GUILESS_MAIN(TestOwnership)
#include "tst_ownership.moc"
