#include "core/base/error.h"
#include "core/base/random.h"
#include "core/neighbours/neighbour_statistics.h"
#include "core/neighbours/select_neighbours.h"
#include "tests/support/hand_made.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tastescope;

static std::vector<User> usersOf(std::span<const Neighbour> neighbours)
{
    std::vector<User> users;
    for (const Neighbour& neighbour : neighbours)
        users.push_back(neighbour.user);
    return users;
}

/// Six users; user 0 has the others as candidates, the closest first. Owned: user 1 two playlists, 2 none, 3 one, 4
/// three, 5 one.
static Dataset sixUsers()
{
    return handmade::dataset({.users = 6, .items = 7, .tracks = 1, .owned = {{}, {0, 1}, {}, {2}, {3, 4, 5}, {6}}});
}

static NeighbourIndex candidatesOfUser0()
{
    return {{0, 5, 5, 5, 5, 5, 5},
            {{User{1}, 0.9F}, {User{2}, 0.8F}, {User{3}, 0.7F}, {User{4}, 0.6F}, {User{5}, 0.5F}}};
}

static NeighbourIndex randomCandidates(std::size_t users, std::size_t each)
{
    NeighbourSlots building(users, each);
    for (const User user : idsUpTo<User>(users)) {
        std::vector<Neighbour> row;
        for (std::size_t i = 1; i <= each; ++i)
            row.push_back(
                {User{static_cast<std::int32_t>((index(user) + i * 3) % users)}, 1.0F / static_cast<float>(i)});
        std::erase_if(row, [&](const Neighbour& neighbour) { return neighbour.user == user; });
        building.fill(user, row);
    }
    return std::move(building).finish();
}

class TestSelectNeighbours : public QObject
{
    Q_OBJECT

private slots:
    void walksUntilBothLimitsAreReached_data();
    void walksUntilBothLimitsAreReached();
    void countsItemsThatSeveralBringOnce();
    void passesOverTheTooDissimilar();
    void asPublishedIsASeededRandomPartOfTheCandidates();
    void doesNotDependOnTheNumberOfThreads();
    void statisticsMatchHandCounts();
    void statisticsCountSharedItemsOnce();
    void similarityHistogramCountsEveryPair();
    void refusesWhatCannotBe();
};

void TestSelectNeighbours::walksUntilBothLimitsAreReached_data()
{
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("minimumItems");
    QTest::addColumn<std::vector<User>>("expected");
    // Walk: 1 (reach 2), 2 owns nothing, 3 (reach 3), 4 (reach 6), 5 (reach 7).
    QTest::newRow("one is enough") << 1 << 2 << std::vector{User{1}};
    QTest::newRow("two, 2 brings nothing") << 2 << 1 << std::vector{User{1}, User{3}};
    QTest::newRow("the items decide: more than the maximum") << 1 << 4 << std::vector{User{1}, User{3}, User{4}};
    QTest::newRow("candidates run out") << 50 << 20 << std::vector{User{1}, User{3}, User{4}, User{5}};
    QTest::newRow("no items asked for") << 1 << 0 << std::vector{User{1}};
}

void TestSelectNeighbours::walksUntilBothLimitsAreReached()
{
    QFETCH(int, maximum);
    QFETCH(int, minimumItems);
    QFETCH(std::vector<User>, expected);
    const NeighbourIndex selected =
        selectNeighbours(candidatesOfUser0(), sixUsers(), {.maximum = maximum, .minimumItems = minimumItems});
    QCOMPARE(usersOf(selected.of(User{0})), expected);
    QCOMPARE(selected.of(User{0})[0].similarity, 0.9F);
    QVERIFY(selected.of(User{3}).empty());
}

void TestSelectNeighbours::countsItemsThatSeveralBringOnce()
{
    // Nobody owns anything, so neighbours bring what they like: 1 brings {0, 1}, 2 the same, 3 brings {0, 2}.
    // Reach after 1: 2, after 2: still 2, after 3: 3.
    const Dataset dataset = handmade::dataset({.users = 4, .items = 3, .train = {{2}, {0, 1}, {0, 1}, {0, 2}}});
    const NeighbourIndex candidates({0, 3, 3, 3, 3}, {{User{1}, 0.9F}, {User{2}, 0.8F}, {User{3}, 0.7F}});
    const auto select = [&](int items) {
        return usersOf(selectNeighbours(candidates, dataset, {.maximum = 1, .minimumItems = items}).of(User{0}));
    };
    QCOMPARE(select(2), (std::vector{User{1}}));
    QCOMPARE(select(3), (std::vector{User{1}, User{2}, User{3}}));
}

void TestSelectNeighbours::passesOverTheTooDissimilar()
{
    const NeighbourIndex selected = selectNeighbours(candidatesOfUser0(), sixUsers(), {.minimumSimilarity = 0.6F});
    QCOMPARE(usersOf(selected.of(User{0})), (std::vector{User{1}, User{3}, User{4}}));
}

void TestSelectNeighbours::asPublishedIsASeededRandomPartOfTheCandidates()
{
    handmade::World world{.users = 101, .items = 101, .tracks = 1, .owned = handmade::Rows(101)};
    for (int item = 0; item < 101; ++item)
        world.owned[static_cast<std::size_t>(item)] = {item};
    const Dataset dataset = handmade::dataset(world);
    std::vector<Neighbour> row;
    for (int other = 1; other <= 100; ++other)
        row.push_back({User{other}, 1.0F - 0.001F * static_cast<float>(other)});
    std::vector<std::int64_t> offsets(102, 100);
    offsets.front() = 0;
    const NeighbourIndex candidates(offsets, row);

    const SelectionOptions published{.rule = SelectionRule::AsPublished, .seed = 1};
    const NeighbourIndex selected = selectNeighbours(candidates, dataset, published);
    const auto kept = selected.of(User{0});
    QCOMPARE(kept.size(), std::size_t(50));
    QVERIFY(std::ranges::is_sorted(kept, std::ranges::greater{}, &Neighbour::similarity));
    // A random half of 100: how many of the nearest 50 are kept has mean 25, standard deviation 50 / sqrt(4 * 99)
    // = 2.5.
    const auto nearest = std::ranges::count_if(kept, [](const Neighbour& one) { return number(one.user) <= 50; });
    QVERIFY(nearest > 13 && nearest < 37);
    QVERIFY(selected == selectNeighbours(candidates, dataset, published));
    QVERIFY(selected != selectNeighbours(candidates, dataset, {.rule = SelectionRule::AsPublished, .seed = 2}));
}

void TestSelectNeighbours::doesNotDependOnTheNumberOfThreads()
{
    handmade::World world{.users = 500, .items = 300, .tracks = 1, .owned = handmade::Rows(500)};
    for (int item = 0; item < 300; ++item)
        world.owned[static_cast<std::size_t>(item * item % 500)].push_back(item);
    const Dataset dataset = handmade::dataset(world);
    const NeighbourIndex candidates = randomCandidates(500, 60);
    for (const SelectionRule rule : {SelectionRule::ClosestFirst, SelectionRule::AsPublished}) {
        const SelectionOptions one{.maximum = 10, .minimumItems = 5, .rule = rule, .threads = 1};
        SelectionOptions four = one;
        four.threads = 4;
        const NeighbourIndex selected = selectNeighbours(candidates, dataset, one);
        QVERIFY(selected == selectNeighbours(candidates, dataset, four));
        QVERIFY(neighbourStatistics(selected, dataset, 1) == neighbourStatistics(selected, dataset, 4));
    }
}

void TestSelectNeighbours::statisticsMatchHandCounts()
{
    // Selected: 0 has {1, 3, 4}, 1 has {3}, 2 has {3, 1}, 3 has nobody, 4 has {1}, 5 has {3}.
    const NeighbourIndex selected({0, 3, 4, 6, 6, 7, 8}, {{User{1}, 0.9F},
                                                          {User{3}, 0.7F},
                                                          {User{4}, 0.6F},
                                                          {User{3}, 0.5F},
                                                          {User{3}, 0.5F},
                                                          {User{1}, 0.4F},
                                                          {User{1}, 0.3F},
                                                          {User{3}, 0.2F}});
    const NeighbourStatistics statistics = neighbourStatistics(selected, sixUsers());
    const NeighbourSummary summary = summarise(statistics);

    // Counts 3, 1, 2, 0, 1, 1: mean 8 / 6; sorted 0 1 1 1 2 3: median 1, p25 1, p75 1.75.
    QCOMPARE(summary.neighbourCount.count, std::int64_t(6));
    QCOMPARE(summary.neighbourCount.mean, 8.0 / 6.0);
    QCOMPARE(summary.neighbourCount.median, 1.0);
    QCOMPARE(summary.neighbourCount.p75, 1.75);
    QCOMPARE(summary.neighbourCount.max, 3.0);

    // Chosen: user 1 three times, user 3 four times, user 4 once; 0, 2 and 5 never.
    QCOMPARE(statistics.timesChosen.values(), (std::vector<std::int32_t>{0, 3, 0, 4, 1, 0}));
    QCOMPARE(summary.popularity.count, std::int64_t(3));
    QCOMPARE(summary.popularity.min, 1.0);
    QCOMPARE(summary.popularity.mean, 8.0 / 3.0);
    QCOMPARE(summary.neverChosen, std::int64_t(3));

    // User 1 owns 2 playlists, 3 one, 4 three. Reach: 2+1+3, 1, 1+2, 0, 2, 1.
    QCOMPARE(statistics.inReach.values(), (std::vector<std::int32_t>{6, 1, 3, 0, 2, 1}));
    QCOMPARE(summary.reachableItems.mean, 13.0 / 6.0);
    QCOMPARE(summary.reachableItems.median, 1.5);

    // Of users 0, 3 and 4 alone: counts 3, 0, 1; chosen 0, 4, 1; reach 6, 0, 2.
    const UserSet some(statistics.neighbours.dataset(), {User{0}, User{3}, User{4}});
    const NeighbourSummary part = summarise(statistics, some);
    QCOMPARE(part.neighbourCount.count, std::int64_t(3));
    QCOMPARE(part.neighbourCount.mean, 4.0 / 3.0);
    QCOMPARE(part.popularity.count, std::int64_t(2));
    QCOMPARE(part.popularity.mean, 2.5);
    QCOMPARE(part.neverChosen, std::int64_t(1));
    QCOMPARE(part.reachableItems.mean, 8.0 / 3.0);
    QVERIFY_EXCEPTION_THROWN(summarise(statistics, UserSet("other data", {User{0}})), Error);
}

void TestSelectNeighbours::statisticsCountSharedItemsOnce()
{
    const Dataset dataset = handmade::dataset({.users = 3, .items = 4, .train = {{3}, {0, 1}, {1, 2}}});
    const NeighbourIndex selected({0, 2, 2, 2}, {{User{1}, 0.9F}, {User{2}, 0.8F}});
    QCOMPARE(neighbourStatistics(selected, dataset).inReach.values(), (std::vector<std::int32_t>{3, 0, 0}));
}

void TestSelectNeighbours::similarityHistogramCountsEveryPair()
{
    // Bars of width 0.2 up to 1.0: 0.1 | 0.3 | 0.5, 0.5 | | 1.0
    const NeighbourIndex found({0, 3, 5, 5},
                               {{User{1}, 1.0F}, {User{2}, 0.5F}, {User{1}, 0.1F}, {User{0}, 0.5F}, {User{2}, 0.3F}});
    const Histogram histogram = similarityHistogram(found, 5);
    QCOMPARE(histogram.counts, (std::vector<std::int64_t>{1, 1, 2, 0, 1}));
    QCOMPARE(histogram.edges.size(), std::size_t(6));
    QCOMPARE(histogram.edges.back(), 1.0);
    QVERIFY(similarityHistogram(NeighbourIndex({0, 0}, {}), 5).counts.empty());
}

void TestSelectNeighbours::refusesWhatCannotBe()
{
    const NeighbourIndex candidates = candidatesOfUser0();
    const Dataset dataset = sixUsers();
    QVERIFY_EXCEPTION_THROWN(selectNeighbours(candidates, dataset, {.maximum = 0}), Error);
    QVERIFY_EXCEPTION_THROWN(selectNeighbours(candidates, dataset, {.minimumItems = -1}), Error);
    QVERIFY_EXCEPTION_THROWN(selectNeighbours(NeighbourIndex(), dataset, {}), Error);
    QVERIFY_EXCEPTION_THROWN(neighbourStatistics(NeighbourIndex(), dataset), Error);
    QVERIFY_EXCEPTION_THROWN(similarityHistogram(candidates, 0), Error);
}

QTEST_GUILESS_MAIN(TestSelectNeighbours)
#include "tst_select_neighbours.moc"
