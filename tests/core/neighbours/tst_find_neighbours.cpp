#include "core/base/error.h"
#include "core/base/random.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/find_weighted_neighbours.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tastescope;

using Library = BinaryMatrix<User, Track>;

static Library libraryOf(const std::vector<std::vector<int>>& rows, std::size_t tracks)
{
    std::vector<std::pair<User, Track>> pairs;
    for (std::size_t user = 0; user < rows.size(); ++user)
        for (const int track : rows[user])
            pairs.emplace_back(User{static_cast<std::int32_t>(user)}, Track{track});
    return Library::fromPairs(rows.size(), tracks, std::move(pairs));
}

/// Few tracks for many users: full of ties, empty libraries and identical ones.
static Library randomLibrary(std::uint64_t seed, std::size_t users, std::size_t tracks)
{
    Random random(seed, {1});
    std::vector<std::pair<User, Track>> pairs;
    for (const User user : idsUpTo<User>(users)) {
        const std::uint64_t size = random.below(12);
        for (std::uint64_t i = 0; i < size; ++i)
            pairs.emplace_back(user, Track{static_cast<std::int32_t>(random.below(tracks))});
    }
    return Library::fromPairs(users, tracks, std::move(pairs));
}

class TestFindNeighbours : public QObject
{
    Q_OBJECT

private slots:
    void matchesHandComputedCosines();
    void breaksTiesBySmallerLibraryThenLowerNumber();
    void tellsApartWhatRoundingCannot();
    void usersWithoutTracksHaveNoNeighbours();
    void identicalLibrariesHaveSimilarityOne();
    void weightedMatchesBruteForce_data();
    void weightedMatchesBruteForce();
    void weightedWithEqualWeightsIsTheBinaryCosine();
    void doesNotDependOnTheNumberOfThreads();
    void tellsProgressAndStops();
    void refusesImpossibleOptions();
};

void TestFindNeighbours::matchesHandComputedCosines()
{
    // user 0 {0,1,2,3}, user 1 {2,3}, user 2 {3,4,5,6,7,8,9,10,11}, user 3 {12}: nobody shares track 12
    // cos(0,1) = 2 / sqrt(4*2) = 0.70711   cos(0,2) = 1 / sqrt(4*9) = 0.16667   cos(1,2) = 1 / sqrt(2*9) = 0.23570
    const Library library = libraryOf({{0, 1, 2, 3}, {2, 3}, {3, 4, 5, 6, 7, 8, 9, 10, 11}, {12}}, 13);
    const NeighbourIndex found = findNeighbours(library, {});
    QCOMPARE(found.userCount(), std::size_t(4));
    QCOMPARE(found.of(User{0}).size(), std::size_t(2));
    QCOMPARE(found.of(User{0})[0], (Neighbour{User{1}, static_cast<float>(2 / std::sqrt(8.0))}));
    QCOMPARE(found.of(User{0})[1], (Neighbour{User{2}, static_cast<float>(1 / 6.0)}));
    QCOMPARE(found.of(User{1})[1], (Neighbour{User{2}, static_cast<float>(1 / std::sqrt(18.0))}));
    QCOMPARE(found.of(User{2})[0].user, User{1});
    QVERIFY(found.of(User{3}).empty());

    const NeighbourIndex nearest = findNeighbours(library, {.top = 1});
    QCOMPARE(nearest.entryCount(), std::size_t(3));
    QCOMPARE(nearest.of(User{2})[0].user, User{1});
}

void TestFindNeighbours::breaksTiesBySmallerLibraryThenLowerNumber()
{
    // To user 0 {0..3}: user 1 has 8 tracks, 2 shared: 2/sqrt(32); users 2 and 3 have 2 tracks, 1 shared: 1/sqrt(8).
    // 2/sqrt(32) = 1/sqrt(8): all tie; the smaller libraries go first, and of those the lower number.
    const Library library = libraryOf({{0, 1, 2, 3}, {0, 1, 4, 5, 6, 7, 8, 9}, {2, 10}, {3, 11}}, 12);
    const NeighbourIndex found = findNeighbours(library, {});
    std::vector<User> order;
    for (const Neighbour& neighbour : found.of(User{0}))
        order.push_back(neighbour.user);
    QCOMPARE(order, (std::vector<User>{User{2}, User{3}, User{1}}));
}

void TestFindNeighbours::tellsApartWhatRoundingCannot()
{
    // User 0 has 30,000 tracks. User 1 shares 29,998 of his 29,999, user 2 shares 29,997 of his 29,997.
    //   29,998² / 29,999 = 29,997.00003...   >   29,997² / 29,997 = 29,997
    // As floats both cosines are 0.99995: only the exact comparison puts user 1 first (user 2's library is smaller,
    // so a tie would put him first).
    std::vector<int> all(30'000);
    std::iota(all.begin(), all.end(), 0);
    std::vector<int> first(all.begin(), all.begin() + 29'998);
    first.push_back(30'000);
    const std::vector<int> second(all.begin(), all.begin() + 29'997);
    const NeighbourIndex found = findNeighbours(libraryOf({all, first, second}, 30'001), {});
    QCOMPARE(found.of(User{0})[0].similarity, found.of(User{0})[1].similarity);
    QCOMPARE(found.of(User{0})[0].user, User{1});
}

void TestFindNeighbours::usersWithoutTracksHaveNoNeighbours()
{
    QCOMPARE(findNeighbours(Library::fromPairs(0, 0, {}), {}).userCount(), std::size_t(0));
    QCOMPARE(findNeighbours(libraryOf({{0}}, 1), {}).entryCount(), std::size_t(0));
    const NeighbourIndex found = findNeighbours(libraryOf({{0}, {}, {0}}, 1), {});
    QVERIFY(found.of(User{1}).empty());
    QCOMPARE(found.of(User{0}).size(), std::size_t(1));
}

void TestFindNeighbours::identicalLibrariesHaveSimilarityOne()
{
    const NeighbourIndex found = findNeighbours(libraryOf({{0, 1, 2}, {0, 1, 2}, {0, 1, 2}}, 3), {});
    for (const Neighbour& neighbour : found.entries())
        QCOMPARE(neighbour.similarity, 1.0F);
    QCOMPARE(found.of(User{2})[0].user, User{0});
}

void TestFindNeighbours::weightedMatchesBruteForce_data()
{
    QTest::addColumn<double>("shrinkage");
    QTest::addColumn<double>("asymmetry");
    QTest::newRow("no shrinkage") << 0.0 << 0.5;
    QTest::newRow("some") << 3.5 << 0.5;
    QTest::newRow("asymmetric") << 3.5 << 0.3;
    QTest::newRow("of the other's length alone") << 0.0 << 0.0;
}

void TestFindNeighbours::weightedMatchesBruteForce()
{
    QFETCH(double, shrinkage);
    QFETCH(double, asymmetry);
    const Library library = randomLibrary(11, 120, 40);
    Random random(3, {});
    std::vector<double> weights;
    for (int track = 0; track < 40; ++track)
        weights.push_back(track % 9 == 0 ? 0.0 : random.uniform() - 0.2);
    std::vector<double> userWeights;
    for (int user = 0; user < 120; ++user)
        userWeights.push_back(user % 17 == 0 ? 0.0 : 0.5 + random.uniform());
    const NeighbourIndex found =
        findWeightedNeighbours(library, {weights, userWeights, shrinkage, asymmetry}, {.top = 15});

    const auto dot = [&](User a, User b) {
        std::vector<Track> both;
        std::ranges::set_intersection(library.row(a), library.row(b), std::back_inserter(both));
        double sum = 0;
        for (const Track track : both)
            sum += weights[index(track)] * weights[index(track)];
        return sum;
    };
    for (const User user : idsUpTo<User>(120)) {
        std::vector<std::tuple<double, std::size_t, User>> expected;
        for (const User other : idsUpTo<User>(120))
            if (const double weight = userWeights[index(other)]; other != user && weight * dot(user, other) > 0)
                expected.emplace_back(
                    -dot(user, other)
                        / (std::pow(dot(user, user), asymmetry) * std::pow(dot(other, other), 1 - asymmetry)
                           + shrinkage)
                        * weight,
                    library.row(other).size(), other);
        std::ranges::sort(expected);
        expected.resize(std::min<std::size_t>(expected.size(), 15));
        const auto row = found.of(user);
        QCOMPARE(row.size(), expected.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            QCOMPARE(row[i].user, std::get<User>(expected[i]));
            QVERIFY(std::abs(row[i].similarity + std::get<double>(expected[i])) < 1e-6);
        }
    }
}

void TestFindNeighbours::weightedWithEqualWeightsIsTheBinaryCosine()
{
    const Library library = randomLibrary(5, 200, 60);
    const CosineWeights ones{std::vector<double>(60, 1.0), std::vector<double>(200, 1.0)};
    const NeighbourIndex binary = findNeighbours(library, {.top = 200});
    const NeighbourIndex weighted = findWeightedNeighbours(library, ones, {.top = 200});
    QCOMPARE(weighted.offsets().back(), binary.offsets().back());
    for (const User user : idsUpTo<User>(200))
        for (std::size_t i = 0; i < binary.of(user).size(); ++i)
            QVERIFY(std::abs(binary.of(user)[i].similarity - weighted.of(user)[i].similarity) < 1e-6F);
}

void TestFindNeighbours::doesNotDependOnTheNumberOfThreads()
{
    const Library library = randomLibrary(13, 5'000, 300);
    QVERIFY(findNeighbours(library, {.top = 50, .threads = 1}) == findNeighbours(library, {.top = 50, .threads = 4}));
    CosineWeights weights{std::vector<double>(300), std::vector<double>(5'000, 1.0), 1.0};
    std::iota(weights.tracks.begin(), weights.tracks.end(), 0.1);
    QVERIFY(findWeightedNeighbours(library, weights, {.top = 50, .threads = 1})
            == findWeightedNeighbours(library, weights, {.top = 50, .threads = 4}));
}

void TestFindNeighbours::tellsProgressAndStops()
{
    const Library library = randomLibrary(17, 9'000, 500);
    std::stop_source source;
    std::int64_t done = 0;
    const JobContext job{.stop = source.get_token(), .sink = [&](const JobEvent& event) {
                             if (const auto* progress = std::get_if<StageProgress>(&event)) {
                                 done = progress->done;
                                 source.request_stop();
                             }
                         }};
    QVERIFY_EXCEPTION_THROWN(findNeighbours(library, {}, job), Cancelled);
    QCOMPARE(done, std::int64_t(0));
}

void TestFindNeighbours::refusesImpossibleOptions()
{
    const Library library = libraryOf({{0}, {0}}, 1);
    QVERIFY_EXCEPTION_THROWN(findNeighbours(library, {.top = 0}), Error);
    for (const CosineWeights& weights :
         {CosineWeights{{1.0}, {1.0, 1.0}, -1}, CosineWeights{{1.0}, {1.0, 1.0}, std::nan("")},
          CosineWeights{{}, {1.0, 1.0}}, CosineWeights{{1.0}, {1.0}}, CosineWeights{{INFINITY}, {1.0, 1.0}},
          CosineWeights{{1.0}, {1.0, -1.0}}, CosineWeights{{1.0}, {1.0, std::nan("")}}})
        QVERIFY_EXCEPTION_THROWN(findWeightedNeighbours(library, weights, {}), Error);
}

QTEST_GUILESS_MAIN(TestFindNeighbours)
#include "tst_find_neighbours.moc"
