#include "core/base/error.h"
#include "core/pipeline/score.h"
#include "tests/core/pipeline/small_world.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

/// Users x tracks and items x tracks by hand:
/// user 0 likes 0 1 2 3 (e = 0), user 1 likes 3 (e = 0.5), user 2 nothing;
/// item 0 has 0 1, item 1 has 2 3 4 5, item 2 has 5, item 3 has 3.
struct ByHand
{
    BinaryMatrix<User, Track> library = BinaryMatrix<User, Track>::fromPairs(
        3, 6,
        {{User{0}, Track{0}}, {User{0}, Track{1}}, {User{0}, Track{2}}, {User{0}, Track{3}}, {User{1}, Track{3}}});
    BinaryMatrix<Item, Track> itemTracks = BinaryMatrix<Item, Track>::fromPairs(4, 6,
                                                                                {{Item{0}, Track{0}},
                                                                                 {Item{0}, Track{1}},
                                                                                 {Item{1}, Track{2}},
                                                                                 {Item{1}, Track{3}},
                                                                                 {Item{1}, Track{4}},
                                                                                 {Item{1}, Track{5}},
                                                                                 {Item{2}, Track{5}},
                                                                                 {Item{3}, Track{3}}});
    std::vector<float> exploration{0.0F, 0.5F, 0.25F};
};

} // namespace

class TestScore : public QObject
{
    Q_OBJECT

private slots:
    void followsTheFormula();
    void likesTheBestShareAndAtLeastOne();
    void overlapEqualsBruteForce();
    void likesEqualBruteForce();
    void ofEqualScoresOfDifferentKindsTheLowerItemIsLiked();
    void doesNotDependOnTheNumberOfThreads();
    void explorationHasThePublishedQuantiles();
    void shareOfIsExactForWholeResults();
    void refusesWhatCannotBe();
};

void TestScore::followsTheFormula()
{
    const ByHand world;
    const PairScorer scorer(world.library, world.itemTracks, world.exploration);
    // (1 - 0) ln(1 + 2) / (sqrt(4) sqrt(2)) = 1.098612289 / 2.828427125
    QVERIFY(near(scorer.score(User{0}, Item{0}, 2), std::log(3.0) / (2.0 * std::sqrt(2.0))));
    // (1 - 0.5) ln(1 + 1) + 0.5 = 0.846573590, over sqrt(1) sqrt(4) = 2
    QVERIFY(near(scorer.score(User{1}, Item{1}, 1), 0.42328679513998632));
    const auto pairs =
        BinaryMatrix<User, Item>::fromPairs(3, 4, {{User{0}, Item{0}}, {User{0}, Item{2}}, {User{1}, Item{1}}});
    const std::vector<double> scores = scorePairs(scorer, pairs, Workers(1));
    QVERIFY(near(scores[0], std::log(3.0) / std::sqrt(8.0)));
    QCOMPARE(scores[1], 0.0); // no track shared
    QVERIFY(near(scores[2], 0.42328679513998632));
}

void TestScore::likesTheBestShareAndAtLeastOne()
{
    const ByHand world;
    const PairScorer scorer(world.library, world.itemTracks, world.exploration);
    // User 0: items 0 and 1 both share two tracks, ln 3 / sqrt(8) = 0.388 and ln 3 / sqrt(16) = 0.275; item 3 shares
    // one, ln 2 / sqrt(4) = 0.347. ceil(1.5 % of 3) = 1: item 0. With 50 %: ceil(1.5) = 2: items 0 and 3.
    const auto likes = findLikes(scorer, {.share = 0.015, .threads = 1});
    QVERIFY(std::ranges::equal(likes.row(User{0}), std::vector{Item{0}}));
    // User 1: item 1 scores 0.423, item 3 0.847. User 2 shares nothing with anything.
    QVERIFY(std::ranges::equal(likes.row(User{1}), std::vector{Item{3}}));
    QVERIFY(likes.row(User{2}).empty());
    const auto half = findLikes(scorer, {.share = 0.5, .threads = 1});
    QVERIFY(std::ranges::equal(half.row(User{0}), (std::vector{Item{0}, Item{3}})));
}

void TestScore::overlapEqualsBruteForce()
{
    const DatasetParts parts = smallworld::randomParts(20, 50, 40, 1);
    const auto itemsOfTrack = parts.itemTracks.transposed();
    OverlapCounter counter(itemsOfTrack);
    for (const User user : idsUpTo<User>(20)) {
        std::vector<int> shared(50, 0);
        for (const Overlap& overlap : counter.count(parts.library.row(user)))
            shared[index(overlap.item)] = overlap.shared;
        for (const Item item : idsUpTo<Item>(50)) {
            int expected = 0;
            for (const Track track : parts.itemTracks.row(item))
                expected += parts.library.contains(user, track);
            QCOMPARE(shared[index(item)], expected);
        }
    }
}

void TestScore::likesEqualBruteForce()
{
    const DatasetParts parts = smallworld::randomParts(30, 200, 60, 2);
    const PairScorer scorer(parts.library, parts.itemTracks, parts.exploration);
    const auto likes = findLikes(scorer, {.share = 0.1, .threads = 2});
    for (const User user : idsUpTo<User>(30)) {
        std::vector<std::pair<double, Item>> scored;
        for (const Item item : idsUpTo<Item>(200)) {
            double shared = 0;
            for (const Track track : parts.itemTracks.row(item))
                shared += parts.library.contains(user, track);
            const double e = parts.exploration[index(user)];
            const double size = std::sqrt(static_cast<double>(parts.library.row(user).size()))
                                * std::sqrt(static_cast<double>(parts.itemTracks.row(item).size()));
            if (shared > 0)
                scored.emplace_back(-((1 - e) * std::log1p(shared) + e) / size, item);
        }
        std::sort(scored.begin(), scored.end());
        scored.resize((scored.size() + 9) / 10);
        std::vector<Item> expected;
        for (const auto& [score, item] : scored)
            expected.push_back(item);
        std::sort(expected.begin(), expected.end());
        QVERIFY(std::ranges::equal(likes.row(user), expected));
    }
}

void TestScore::ofEqualScoresOfDifferentKindsTheLowerItemIsLiked()
{
    // A user with tracks 0 1 2 and e = 0. Item 0 has 0 1 2 3: ln(1 + 3) / (sqrt(3) sqrt(4)) = ln 2 / sqrt(3), which is
    // what items 1 and 2, of one track each, score too; item 3 shares one of two.
    const auto library =
        BinaryMatrix<User, Track>::fromPairs(1, 4, {{User{0}, Track{0}}, {User{0}, Track{1}}, {User{0}, Track{2}}});
    std::vector<std::pair<Item, Track>> pairs{{Item{1}, Track{0}}, {Item{2}, Track{1}}, {Item{3}, Track{2}}};
    for (const Track track : idsUpTo<Track>(4))
        pairs.emplace_back(Item{0}, track);
    pairs.emplace_back(Item{3}, Track{3});
    const auto itemTracks = BinaryMatrix<Item, Track>::fromPairs(4, 4, std::move(pairs));
    const PairScorer scorer(library, itemTracks, std::vector<float>{0.0F});
    const auto liked = [&](double share) {
        const auto likes = findLikes(scorer, {.share = share, .threads = 1});
        return std::vector<Item>(likes.row(User{0}).begin(), likes.row(User{0}).end());
    };
    QCOMPARE(liked(0.25), (std::vector{Item{0}}));
    QCOMPARE(liked(0.5), (std::vector{Item{0}, Item{1}}));
    QCOMPARE(liked(0.75), (std::vector{Item{0}, Item{1}, Item{2}}));
    QCOMPARE(liked(1.0), (std::vector{Item{0}, Item{1}, Item{2}, Item{3}}));
}

void TestScore::doesNotDependOnTheNumberOfThreads()
{
    const DatasetParts parts = smallworld::randomParts(300, 200, 60, 3);
    const PairScorer scorer(parts.library, parts.itemTracks, parts.exploration);
    const auto one = findLikes(scorer, {.share = 0.1, .threads = 1});
    QVERIFY(one == findLikes(scorer, {.share = 0.1, .threads = 4}));
    QCOMPARE(scorePairs(scorer, one, Workers(1)), scorePairs(scorer, one, Workers(4)));
}

void TestScore::explorationHasThePublishedQuantiles()
{
    // Published for Beta(1.3, 3.3): p1 0.0096, p25 0.1287, median 0.2496, p75 0.4064, p99 0.7835.
    std::vector<float> values = drawExploration(100'000, 42);
    QCOMPARE(values[7], drawExploration(8, 42)[7]);
    std::sort(values.begin(), values.end());
    QVERIFY(std::abs(values[1'000] - 0.0096F) < 0.001F);
    QVERIFY(std::abs(values[25'000] - 0.1287F) < 0.003F);
    QVERIFY(std::abs(values[50'000] - 0.2496F) < 0.003F);
    QVERIFY(std::abs(values[75'000] - 0.4064F) < 0.004F);
    QVERIFY(std::abs(values[99'000] - 0.7835F) < 0.008F);
}

void TestScore::shareOfIsExactForWholeResults()
{
    // 1.5 % of 200 is 3 exactly, of 201 is 3.015; 20 % of 5 is 1.
    QCOMPARE(shareOf(0.015, 200), std::size_t(3));
    QCOMPARE(shareOf(0.015, 201), std::size_t(4));
    QCOMPARE(shareOf(0.015, 1), std::size_t(1));
    QCOMPARE(shareOf(0.2, 5), std::size_t(1));
    QCOMPARE(shareOf(0.2, 0), std::size_t(0));
}

void TestScore::refusesWhatCannotBe()
{
    const ByHand world;
    const PairScorer scorer(world.library, world.itemTracks, world.exploration);
    QVERIFY_EXCEPTION_THROWN(findLikes(scorer, {.share = 0.0, .threads = 1}), Error);
    QVERIFY_EXCEPTION_THROWN(findLikes(scorer, {.share = std::nan(""), .threads = 1}), Error);
    QVERIFY_EXCEPTION_THROWN(PairScorer(world.library, world.itemTracks, {}), Error);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(findLikes(scorer, {}, JobContext{.stop = stop.get_token(), .sink = {}, .gate = {}}),
                             Cancelled);
}

QTEST_GUILESS_MAIN(TestScore)
#include "tst_score.moc"
