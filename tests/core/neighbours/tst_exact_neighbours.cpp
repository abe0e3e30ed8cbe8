#include "core/base/random.h"
#include "core/neighbours/find_neighbours.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

using namespace tastescope;

using Library = BinaryMatrix<User, Track>;
using Rows = std::vector<std::vector<std::uint64_t>>;

static Library libraryOf(const Rows& rows, std::size_t tracks)
{
    std::vector<std::pair<User, Track>> pairs;
    for (std::size_t user = 0; user < rows.size(); ++user)
        for (const std::uint64_t track : rows[user])
            pairs.emplace_back(User{static_cast<std::int32_t>(user)}, Track{static_cast<std::int32_t>(track)});
    return Library::fromPairs(rows.size(), tracks, std::move(pairs));
}

/// Of `users` libraries with fewer than `sizes` tracks each; skew 1: all tracks equally popular, more: the first ones
/// more so.
static Library randomLibrary(std::size_t users, std::uint64_t sizes, std::size_t tracks, double skew)
{
    Random random(23, {users, sizes, tracks});
    Rows rows(users);
    for (auto& row : rows)
        for (std::uint64_t left = random.below(sizes); left > 0; --left)
            row.push_back(static_cast<std::uint64_t>(static_cast<double>(tracks) * std::pow(random.uniform(), skew)));
    return libraryOf(rows, tracks);
}

/// Every library stands there five times, and every seventh is empty.
static Library equalLibraries()
{
    Random random(29, {});
    Rows rows(400);
    for (std::size_t user = 0; user < rows.size(); ++user)
        for (std::uint64_t left = user % 7 == 0 ? 0 : 1 + random.below(9); left > 0; --left)
            rows[user].push_back(random.below(30));
    for (std::size_t user = 0; user < rows.size(); ++user)
        rows[user] = rows[user % 80];
    return libraryOf(rows, 30);
}

/// Libraries of 250 to 259 tracks, on both sides of what a byte can count, of which any two share nearly all.
static Library aroundOneByte()
{
    Random random(31, {});
    Rows rows(300);
    for (auto& row : rows) {
        const std::uint64_t size = 250 + random.below(10);
        for (std::uint64_t track = random.below(3); row.size() < size; ++track)
            row.push_back(track);
    }
    return libraryOf(rows, 270);
}

/// All libraries have six tracks. Many users belong to a group of twins, whose last neighbour is very close; the others
/// share one track with few. What one half teaches about sizes is wrong for the other.
static Library twinsAndLoners()
{
    Random random(37, {});
    Rows rows(1'200);
    for (std::size_t user = 0; user < rows.size(); ++user)
        for (std::uint64_t i = 0; i < 6; ++i)
            rows[user].push_back(user % 60 < 50 ? 6 * (user % 10) + i : 100 + random.below(900));
    return libraryOf(rows, 1'000);
}

/// Two libraries above 65,535 tracks among small ones: wider counters.
static Library beyondTwoBytes()
{
    Rows rows{{}, {}, {0}, {0, 1, 2}, {69'999}};
    for (std::uint64_t track = 0; track < 70'000; ++track) {
        rows[0].push_back(track);
        if (track % 50 != 7)
            rows[1].push_back(track);
    }
    return libraryOf(rows, 70'000);
}

struct Compared
{
    std::int64_t shared = 0;
    std::int64_t size = 0;
    User user{};
};

/// c² |L_w| against d² |L_v| in whole numbers, then smaller library, then lower number.
static bool isCloser(const Compared& a, const Compared& b)
{
    const std::int64_t left = a.shared * a.shared * b.size;
    const std::int64_t right = b.shared * b.shared * a.size;
    return left != right ? left > right : std::tie(a.size, a.user) < std::tie(b.size, b.user);
}

static std::vector<Compared> bruteForce(const Library& library, User user, int top)
{
    std::vector<Compared> all;
    std::vector<bool> owned(library.columnCount());
    for (const Track track : library.row(user))
        owned[index(track)] = true;
    for (const User other : idsUpTo<User>(library.rowCount())) {
        const auto row = library.row(other);
        const auto shared = std::ranges::count_if(row, [&](Track track) { return owned[index(track)]; });
        if (other != user && shared > 0)
            all.push_back({shared, static_cast<std::int64_t>(row.size()), other});
    }
    std::ranges::sort(all, isCloser);
    all.resize(std::min(all.size(), static_cast<std::size_t>(top)));
    return all;
}

Q_DECLARE_METATYPE(Library)

class TestExactNeighbours : public QObject
{
    Q_OBJECT

private slots:
    void everyRowIsWhatComparingAllPairsGives_data();
    void everyRowIsWhatComparingAllPairsGives();
};

void TestExactNeighbours::everyRowIsWhatComparingAllPairsGives_data()
{
    QTest::addColumn<Library>("library");
    QTest::addColumn<int>("top");
    QTest::newRow("many ties") << randomLibrary(200, 12, 8, 1) << 20;
    QTest::newRow("sparse") << randomLibrary(150, 12, 500, 1) << 10;
    QTest::newRow("top above users") << randomLibrary(60, 12, 30, 1) << 1'000;
    QTest::newRow("only the nearest") << randomLibrary(300, 12, 40, 1) << 1;
    QTest::newRow("skewed popularity") << randomLibrary(900, 60, 2'000, 4) << 25;
    QTest::newRow("skewed, small and very large") << randomLibrary(200, 900, 4'000, 2) << 30;
    QTest::newRow("equal libraries") << equalLibraries() << 12;
    QTest::newRow("around one byte") << aroundOneByte() << 10;
    QTest::newRow("around one byte, all") << aroundOneByte() << 299;
    QTest::newRow("twins and loners") << twinsAndLoners() << 15;
    QTest::newRow("beyond two bytes") << beyondTwoBytes() << 3;
    QTest::newRow("whole blocks of users") << randomLibrary(128, 12, 40, 1) << 9;
    QTest::newRow("one user more") << randomLibrary(129, 12, 40, 1) << 9;
}

void TestExactNeighbours::everyRowIsWhatComparingAllPairsGives()
{
    QFETCH(Library, library);
    QFETCH(int, top);
    const NeighbourIndex found = findNeighbours(library, {.top = top, .threads = 2});
    for (const User user : idsUpTo<User>(library.rowCount())) {
        const std::vector<Compared> expected = bruteForce(library, user, top);
        const auto row = found.of(user);
        QCOMPARE(row.size(), expected.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            const double sizes = static_cast<double>(library.row(user).size()) * static_cast<double>(expected[i].size);
            QCOMPARE(row[i].user, expected[i].user);
            QCOMPARE(row[i].similarity, static_cast<float>(static_cast<double>(expected[i].shared) / std::sqrt(sizes)));
        }
    }
}

QTEST_GUILESS_MAIN(TestExactNeighbours)
#include "tst_exact_neighbours.moc"
