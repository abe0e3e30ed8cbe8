#include "core/base/error.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/select_neighbours.h"
#include "tests/core/pipeline/small_world.h"
#include "tests/support/hand_made.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tastescope;

static std::vector<int> numbers(std::span<const Item> items)
{
    std::vector<int> result;
    for (const Item item : items)
        result.push_back(number(item));
    return result;
}

class TestCandidates : public QObject
{
    Q_OBJECT

private slots:
    void areWhatNeighboursBringWithoutOwnAndLiked();
    void theMainstreamUserStandsIn();
    void withoutAnyCandidatesThereIsNoMainstreamUser();
    void neverHoldOwnOrLikedItems();
    void refreshGivesAnotherSampleOfTheSame();
    void doNotDependOnTheNumberOfThreads();
    void refusesWhatCannotBe();
};

/// User 1 owns {0, 1, 2}, user 2 owns {3}, user 3 owns {4}. User 0 likes 1 and holds out 2; user 2 likes 0 and 4; user
/// 4 is cold; user 5 has no neighbours and likes 4.
static Dataset sixUsers()
{
    return handmade::dataset({.users = 6,
                              .items = 5,
                              .tracks = 1,
                              .train = {{1}, {4}, {0, 4}, {}, {}, {4}},
                              .validation = {{2}},
                              .cold = {{}, {}, {}, {}, {3}},
                              .owned = {{}, {0, 1, 2}, {3}, {4}}});
}

/// 0 has {1, 2}, 1 has {3, 2}, 2 has {1, 3}, 3 has {2}, the cold user 4 has {1}, 5 has nobody.
static NeighbourIndex neighboursOfSix()
{
    return {{0, 2, 4, 6, 7, 8, 8},
            {{User{1}, 0.9F},
             {User{2}, 0.8F},
             {User{3}, 0.7F},
             {User{2}, 0.6F},
             {User{1}, 0.5F},
             {User{3}, 0.4F},
             {User{2}, 0.3F},
             {User{1}, 0.2F}}};
}

void TestCandidates::areWhatNeighboursBringWithoutOwnAndLiked()
{
    const CandidateLists lists = buildCandidates(neighboursOfSix(), sixUsers(), {});
    QCOMPARE(numbers(lists.of(User{0})), (std::vector<int>{0, 2, 3})); // 1 is liked; 2 is held out and stays
    QCOMPARE(numbers(lists.of(User{1})), (std::vector<int>{3}));       // 4 is liked
    QCOMPARE(numbers(lists.of(User{2})), (std::vector<int>{1, 2}));    // 0 and 4 are liked
    QCOMPARE(numbers(lists.of(User{3})), (std::vector<int>{3}));
    QCOMPARE(lists.inReach(User{0}), std::int64_t(3));
    QVERIFY(!lists.isFallback(User{0}));
    QCOMPARE(lists.shortUsers().size(), std::size_t(6)); // nobody has 75
    QVERIFY(buildCandidates(neighboursOfSix(), sixUsers(), {.count = 1}).shortUsers().empty());
}

void TestCandidates::theMainstreamUserStandsIn()
{
    // Train likes by item: 1 1 0 0 3. Sums over the lists: user 0 {0,2,3} = 1, user 1 {3} = 0, user 2 {1,2} = 1,
    // user 3 {3} = 0. Users 0 and 2 tie: the lower number is mainstream.
    const CandidateLists lists = buildCandidates(neighboursOfSix(), sixUsers(), {});
    QCOMPARE(lists.mainstreamUser(), std::optional(User{0}));
    QVERIFY(lists.isFallback(User{4})); // cold, though he has a neighbour
    QVERIFY(lists.isFallback(User{5}));
    QCOMPARE(numbers(lists.of(User{4})), (std::vector<int>{0, 2, 3}));
    QCOMPARE(numbers(lists.of(User{5})), (std::vector<int>{0, 2, 3}));
    QCOMPARE(lists.inReach(User{5}), std::int64_t(0));
}

void TestCandidates::withoutAnyCandidatesThereIsNoMainstreamUser()
{
    const CandidateLists lists = buildCandidates(NeighbourIndex({0, 0, 0, 0, 0, 0, 0}, {}), sixUsers(), {});
    QVERIFY(!lists.mainstreamUser());
    QVERIFY(lists.isFallback(User{0}));
    QVERIFY(lists.of(User{0}).empty());
}

static Dataset smallWorld()
{
    return Dataset(smallworld::randomParts(120, 90, 40, 5));
}

static NeighbourIndex selectedIn(const Dataset& dataset)
{
    return selectNeighbours(findNeighbours(dataset.library(), {.top = 40}), dataset, {});
}

void TestCandidates::neverHoldOwnOrLikedItems()
{
    const Dataset dataset = smallWorld();
    const NeighbourIndex selected = selectedIn(dataset);
    for (const int count : {5, 30, 1000}) {
        const CandidateLists lists = buildCandidates(selected, dataset, {.count = count});
        QVERIFY(lists.mainstreamUser().has_value());
        for (const User user : idsUpTo<User>(dataset.userCount())) {
            const auto items = lists.of(user);
            QVERIFY(std::ranges::is_sorted(items, std::ranges::less_equal{}) || items.size() < 2);
            QVERIFY(items.size() <= static_cast<std::size_t>(count));
            QCOMPARE(lists.isFallback(user), dataset.isCold(user) || lists.inReach(user) == 0);
            std::set<Item> brought;
            for (const Neighbour& neighbour : selected.of(user))
                for (const Item item : dataset.brought().row(neighbour.user))
                    brought.insert(item);
            for (const Item item : items) {
                QVERIFY(!dataset.train().contains(user, item));
                QVERIFY(!dataset.owned().contains(user, item));
                QVERIFY(lists.isFallback(user) || brought.contains(item));
            }
        }
    }
}

void TestCandidates::refreshGivesAnotherSampleOfTheSame()
{
    const Dataset dataset = smallWorld();
    const NeighbourIndex selected = selectedIn(dataset);
    const CandidateLists first = buildCandidates(selected, dataset, {.count = 10});
    const CandidateLists again = buildCandidates(selected, dataset, {.count = 10});
    const CandidateLists refreshed = buildCandidates(selected, dataset, {.count = 10, .refresh = 1});
    const CandidateLists otherSeed = buildCandidates(selected, dataset, {.count = 10, .seed = 1});
    QVERIFY(first == again);
    QVERIFY(first != refreshed);
    QVERIFY(first != otherSeed);
    QCOMPARE(first.inReach(User{3}), refreshed.inReach(User{3}));
}

void TestCandidates::doNotDependOnTheNumberOfThreads()
{
    const Dataset dataset = smallWorld();
    const NeighbourIndex selected = selectedIn(dataset);
    QVERIFY(buildCandidates(selected, dataset, {.count = 10, .threads = 1})
            == buildCandidates(selected, dataset, {.count = 10, .threads = 4}));
}

void TestCandidates::refusesWhatCannotBe()
{
    QVERIFY_EXCEPTION_THROWN(buildCandidates(neighboursOfSix(), sixUsers(), {.count = 0}), Error);
    QVERIFY_EXCEPTION_THROWN(buildCandidates(NeighbourIndex(), sixUsers(), {}), Error);
}

QTEST_GUILESS_MAIN(TestCandidates)
#include "tst_candidates.moc"
