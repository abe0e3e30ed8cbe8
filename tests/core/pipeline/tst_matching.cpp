#include "core/base/error.h"
#include "core/pipeline/build_dataset.h"
#include "core/pipeline/matching.h"
#include "core/pipeline/preset.h"
#include "core/pipeline/subsample.h"
#include "tests/core/pipeline/small_world.h"

#include <QTest>

using namespace tastescope;

namespace {

Catalogue songs(const std::string& prefix, const std::vector<std::pair<std::string, std::string>>& credits)
{
    Catalogue catalogue{smallworld::names(prefix, credits.size()), {}, {}};
    for (const auto& [title, artist] : credits) {
        catalogue.titles.push_back(title);
        catalogue.details.push_back(artist);
    }
    return catalogue;
}

bool sameSong(const char* a, const char* b, MatchRule rule)
{
    return songKey(a, "X", rule) == songKey(b, "X", rule);
}

} // namespace

class TestMatching : public QObject
{
    Q_OBJECT

private slots:
    void normalisedKeysSeeThroughSpelling_data();
    void normalisedKeysSeeThroughSpelling();
    void normalisedKeysKeepSongsApart_data();
    void normalisedKeysKeepSongsApart();
    void publishedKeysTrimAndLowerOnly();
    void countsEachSide();
    void dropsWhoSharesNoSong();
    void sourcesWithoutCommonSongsAreRefused();
    void subsampleKeepsUsersWhole();
    void subsampleOfGivenListsKeepsTheCatalogue();
};

void TestMatching::normalisedKeysSeeThroughSpelling_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("case") << QByteArray("SLOW CAFE'S MOTH");
    QTest::newRow("accent") << QByteArray("Slow Caf\u00e9s Moth");
    QTest::newRow("combining accent") << QByteArray("Slow Cafe\u0301s Moth");
    QTest::newRow("punctuation") << QByteArray("  Slow: Cafe\u2019s Moth?! ");
    QTest::newRow("feat in brackets") << QByteArray("Slow Cafes Moth (feat. Ivo Lantern)");
    QTest::newRow("ft in square brackets") << QByteArray("Slow Cafes [ft Ivo] Moth");
    QTest::newRow("trailing feat.") << QByteArray("Slow Cafes Moth feat. Ivo Lantern");
    QTest::newRow("featuring") << QByteArray("Slow Cafes Moth featuring Ivo");
}

void TestMatching::normalisedKeysSeeThroughSpelling()
{
    QFETCH(QByteArray, other);
    QVERIFY(sameSong("Slow Cafes Moth", other.constData(), MatchRule::Normalised));
    QVERIFY(!sameSong("Slow Cafes Moth", other.constData(), MatchRule::AsPublished));
}

void TestMatching::normalisedKeysKeepSongsApart_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("another word") << QByteArray("Paper Tide") << QByteArray("Paper Tides");
    QTest::newRow("punctuation alone") << QByteArray("!!!") << QByteArray("???");
    QTest::newRow("a feat of its own") << QByteArray("A Feat of Strength") << QByteArray("A Feat of Arithmetic");
    QTest::newRow("another script") << QByteArray("\u6d77") << QByteArray("\u5c71");
    QTest::newRow("what follows the guests") << QByteArray("Moth (feat. A) (Live)") << QByteArray("Moth (feat. A)");
}

void TestMatching::normalisedKeysKeepSongsApart()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QVERIFY(!sameSong(one.constData(), other.constData(), MatchRule::Normalised));
}

void TestMatching::publishedKeysTrimAndLowerOnly()
{
    QVERIFY(sameSong("  Copper Moth\t", "COPPER moth", MatchRule::AsPublished));
    QVERIFY(!sameSong("Copper Moth", "Copper Moth!", MatchRule::AsPublished));
    QVERIFY(songKey("a", "b", MatchRule::AsPublished) != songKey("b", "a", MatchRule::AsPublished));
    // Cyrillic, Greek and letters that become two.
    QVERIFY(sameSong("\u041c\u041e\u0420\u0415", "\u043c\u043e\u0440\u0435", MatchRule::Normalised));
    QVERIFY(sameSong("\u0391\u0392\u03a9", "\u03b1\u03b2\u03c9", MatchRule::Normalised));
    QVERIFY(sameSong("Stra\u00dfe \u0152uvre", "strasse oeuvre", MatchRule::Normalised));
    QVERIFY(sameSong("Caf\xe9", "cafe", MatchRule::Normalised)); // a lone Latin-1 byte
}

void TestMatching::countsEachSide()
{
    // Songs 0 and 2 of the first are the same; the second lacks song 1; its song 2 is unknown to the first.
    const Catalogue first = songs("s", {{"Moth", "A"}, {"Tide", "A"}, {"MOTH", "a"}, {"Moth", "B"}});
    const Catalogue second = songs("t", {{"moth!", "B"}, {"Moth", "A"}, {"Nothing", "C"}});
    const SongMatch match = matchSongs(first, second, MatchRule::Normalised);
    QCOMPARE(match.ofFirst, (std::vector<std::int32_t>{0, -1, 0, 1}));
    QCOMPARE(match.ofSecond, (std::vector<std::int32_t>{1, 0, -1}));
    QCOMPARE(match.matchedFirst, 3);
    QCOMPARE(match.matchedSecond, 2);
    QCOMPARE(match.tracks.ids.names(), (std::vector<std::string>{"s0", "s3"}));
    QCOMPARE(match.tracks.title(0), "Moth");
    QCOMPARE(match.tracks.detail(1), "B");
    QCOMPARE(matchSongs(first, second, MatchRule::AsPublished).matchedSecond, 1);
}

void TestMatching::dropsWhoSharesNoSong()
{
    // User 1 and playlist 0 have only unmatched songs. Users 0 and 2 share song 0 with playlist 1.
    RawListening listening{smallworld::names("u", 3), songs("s", {{"Moth", "A"}, {"Tide", "A"}}), {}};
    listening.libraries = BinaryMatrix<User, Track>::fromPairs(
        3, 2, {{User{0}, Track{0}}, {User{1}, Track{1}}, {User{2}, Track{0}}, {User{2}, Track{1}}});
    RawPlaylists playlists{songs("t", {{"Nothing", "C"}, {"moth", "a"}}), songs("p", {{"One", ""}, {"Two", ""}}), {}};
    playlists.contents = BinaryMatrix<Item, Track>::fromPairs(2, 2, {{Item{0}, Track{0}}, {Item{1}, Track{1}}});
    PipelineOptions options;
    options.split.coldShare = 0;
    const auto dataset = buildDataset(listening, playlists, options, {});
    QCOMPARE(dataset->users().names(), (std::vector<std::string>{"u0", "u2"}));
    QCOMPARE(dataset->items().ids.names(), std::vector<std::string>{"p1"});
    QCOMPARE(dataset->items().title(0), "Two");
    QCOMPARE(dataset->trackCount(), std::size_t(1));
    QCOMPARE(countOf(dataset->provenance(), "users without a shared song, dropped"), 1);
    QCOMPARE(countOf(dataset->provenance(), "playlists without a shared song, dropped"), 1);
    // Both like the one playlist; exploration is drawn by the number in the source, so user 2 keeps his.
    QCOMPARE(dataset->train().entryCount(), std::size_t(2));
    QCOMPARE(dataset->exploration()[1], drawExploration(3, options.seed)[2]);
    QVERIFY(dataset->owner(Item{0}));
}

void TestMatching::sourcesWithoutCommonSongsAreRefused()
{
    RawListening listening{smallworld::names("u", 1), songs("s", {{"Moth", "A"}}), {}};
    listening.libraries = BinaryMatrix<User, Track>::fromPairs(1, 1, {{User{0}, Track{0}}});
    RawPlaylists playlists{songs("t", {{"Tide", "A"}}), songs("p", {{"One", ""}}), {}};
    playlists.contents = BinaryMatrix<Item, Track>::fromPairs(1, 1, {{Item{0}, Track{0}}});
    QVERIFY_EXCEPTION_THROWN(buildDataset(listening, playlists, {}, {}), Error);
}

void TestMatching::subsampleKeepsUsersWhole()
{
    const auto whole = makePreset(Preset::Tiny);
    const auto toy = subsample(*whole, {.share = 0.1, .seed = 1, .ownership = {}});
    QCOMPARE(toy->userCount(), std::size_t(50));
    for (const User user : idsUpTo<User>(50)) {
        const User before{*whole->users().find(toy->users().name(index(user)))};
        QVERIFY(std::ranges::equal(toy->library().row(user), whole->library().row(before)));
        QCOMPARE(toy->train().row(user).size(), whole->train().row(before).size());
        for (const Item item : toy->train().row(user)) {
            const Item itemBefore{*whole->items().ids.find(toy->items().ids.name(index(item)))};
            QVERIFY(whole->train().contains(before, itemBefore));
            QCOMPARE(toy->items().title(index(item)), whole->items().title(index(itemBefore)));
        }
    }
    // Nobody's playlists are gone, and every one liked in training has an owner again.
    for (const Item item : idsUpTo<Item>(toy->itemCount())) {
        const bool trained = std::ranges::count(toy->train().entries(), item) > 0;
        QCOMPARE(toy->owner(item).has_value(), trained);
    }
    QCOMPARE(subsample(*whole, {.share = 0.1, .seed = 1, .ownership = {}})->hash(), toy->hash());
    QVERIFY(subsample(*whole, {.share = 0.1, .seed = 2, .ownership = {}})->hash() != toy->hash());
    QVERIFY_EXCEPTION_THROWN(subsample(*whole, {.share = 0.0, .seed = 1, .ownership = {}}), Error);
}

void TestMatching::subsampleOfGivenListsKeepsTheCatalogue()
{
    DatasetParts parts = smallworld::randomParts(20, 30, 30, 3);
    parts.owned = {};
    parts.itemTracks = {};
    parts.givenTest = EvaluationLists{{}, {0}, {}};
    for (std::int32_t user = 0; user < 20; ++user) {
        parts.givenTest->positives.push_back({User{user}, Item{user}});
        parts.givenTest->negatives.push_back(Item{29 - user});
        parts.givenTest->offsets.push_back(user + 1);
    }
    const Dataset whole(parts);
    const auto half = subsample(whole, {.share = 0.5, .seed = 1, .ownership = {}});
    QCOMPARE(half->userCount(), std::size_t(10));
    QCOMPARE(half->itemCount(), std::size_t(30));
    const EvaluationLists& lists = *half->givenLists(Part::Test);
    QCOMPARE(lists.positives.size(), std::size_t(10));
    for (std::size_t p = 0; p < 10; ++p) {
        QCOMPARE(lists.positives[p].user, User{static_cast<std::int32_t>(p)});
        const std::string name = half->users().name(p); // "u7" had item 7 and negative 22
        QCOMPARE("u" + std::to_string(number(lists.positives[p].item)), name);
        QCOMPARE(number(lists.negativesOf(p).front()), 29 - number(lists.positives[p].item));
    }
}

QTEST_GUILESS_MAIN(TestMatching)
#include "tst_matching.moc"
