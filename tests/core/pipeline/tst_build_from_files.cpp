#include "core/base/error.h"
#include "core/base/option_table.h"
#include "core/pipeline/build_from_files.h"
#include "core/pipeline/build_report.h"
#include "core/pipeline/dropped_sources.h"
#include "core/pipeline/score.h"
#include "tests/core/pipeline/raw_world.h"
#include "tests/support/real_data.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace tastescope;
using namespace rawfiles;
using rawworld::RawWorld;

namespace {

using Names = std::set<std::string>;

/// What each user likes in some part, by names.
std::map<std::string, Names> likesOf(const Dataset& dataset)
{
    std::map<std::string, Names> likes;
    const Split& split = dataset.split();
    for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold})
        for (const User user : idsUpTo<User>(part->rowCount()))
            for (const Item item : part->row(user))
                likes[dataset.users().name(index(user))].insert(dataset.items().ids.name(index(item)));
    return likes;
}

double figure(const BuildReport& report, std::string_view id)
{
    const auto found = std::ranges::find(report.figures, id, &BuildFigure::id);
    return found == report.figures.end() ? std::nan("") : found->ours;
}

} // namespace

class TestBuildFromFiles : public QObject
{
    Q_OBJECT

private slots:
    void smallWorldByHand();
    void likesEqualBruteForce();
    void poolsEqualBruteForce();
    void publishedOptionsAreFields();
    void sourcesThatShareNothingAreRefusedInWords();
    void doesNotDependOnTheNumberOfThreads();
    void stopsWhenAsked();
    void bothSourcesAreKnownWhenGivenTogether();
    void realSamplesBuildTogether();
};

void TestBuildFromFiles::smallWorldByHand()
{
    // User 1 has songs 1, 2 and 3, user 2 song 2, user 3 song 4, which no playlist has. Playlist 10 has songs 1 and 2,
    // 11 song 2 with a guest, 12 something else.
    const TempFiles files;
    BuildFiles sources;
    sources.listening.plays = {
        files.write("plays.txt", play(1, 1) + play(1, 2) + play(1, 3) + play(2, 2, 9) + play(3, 4))};
    sources.listening.songs = files.write("unique_tracks.txt", named(1, "X", "One") + named(2, "X", "Two")
                                                                   + named(3, "X", "Three") + named(4, "X", "Four"));
    sources.playlists = {files.write("slice.json", slice({{10, "p", {{"u:1", "one", "x"}, {"u:2", "Two", "X"}}},
                                                          {11, "q", {{"u:3", "TWO (feat. Y)", "X!"}}},
                                                          {12, "r", {{"u:4", "Else", "X"}}}}))};
    PipelineOptions options;
    options.likeShare = 0.5;
    options.split.coldShare = 0;
    const auto dataset = buildFromFiles(sources, options);
    QCOMPARE(dataset->users().names(), (std::vector<std::string>{userId(1), userId(2)}));
    QCOMPARE(dataset->trackCount(), 2U); // songs 1 and 2 are in both
    QCOMPARE(countOf(dataset->provenance(), "users without a shared song, dropped"), 1);
    QCOMPARE(countOf(dataset->provenance(), "playlists without a shared song, dropped"), 1);
    QCOMPARE(countOf(dataset->provenance(), "songs in libraries, matched"), 2);
    QCOMPARE(countOf(dataset->provenance(), "songs in playlists, matched"), 3);
    // User 2, e his exploration: playlist 10 scores ((1-e) ln 2 + e) / (1 sqrt 2), 11 the same over 1: of his two pairs
    // he likes ceil(0.5 * 2) = 1, the second. User 1: 10 scores ((1-e) ln 3 + e) / 2, 11 ((1-e) ln 2 + e) / sqrt 2.
    const double e = drawExploration(3, options.seed)[0];
    const bool likesFirst = ((1 - e) * std::log(3) + e) / 2 > ((1 - e) * std::log(2) + e) / std::sqrt(2);
    const auto likes = likesOf(*dataset);
    QCOMPARE(likes.at(userId(1)), Names{likesFirst ? "10" : "11"});
    QCOMPARE(likes.at(userId(2)), Names{"11"});

    const BuildReport report = reportBuild(*dataset);
    QCOMPARE(figure(report, "users"), 2.0);
    QCOMPARE(figure(report, "liked_mean"), 1.0);
    QCOMPARE(figure(report, "likes"), 3.0);
    QCOMPARE(figure(report, "overlap_max"), likesFirst ? 2.0 : 1.0);
    // Playlist 11 has an owner, and 10 when it is liked; with one like a user nobody is left out of training.
    QCOMPARE(figure(report, "unowned"), 0.0);
    QCOMPARE(figure(report, "train"), 2.0);
    // Each user has a single playlist more at most: four negatives are never there.
    QCOMPARE(figure(report, "triplets"), 0.0);
    QCOMPARE(figure(report, "without_negatives"), 2.0);
}

void TestBuildFromFiles::likesEqualBruteForce()
{
    const TempFiles files;
    const RawWorld world(7);
    PipelineOptions options;
    options.likeShare = 0.2;
    options.split.coldShare = 0.1;
    const auto dataset = buildFromFiles(world.write(files), options);
    // Every song of the world is in both sources as soon as some library and some playlist have it.
    std::set<int> inLibraries;
    std::set<int> inPlaylists;
    for (const auto& row : world.libraries)
        inLibraries.insert(row.begin(), row.end());
    for (const auto& row : world.playlists)
        inPlaylists.insert(row.begin(), row.end());
    const auto sharedOf = [&](const std::set<int>& row) {
        std::set<int> kept;
        for (const int song : row)
            if (inLibraries.contains(song) && inPlaylists.contains(song))
                kept.insert(song);
        return kept;
    };
    const std::vector<float> exploration = drawExploration(world.libraries.size(), options.seed);
    std::map<std::string, Names> expected;
    for (std::size_t u = 0; u < world.libraries.size(); ++u) {
        const std::set<int> library = sharedOf(world.libraries[u]);
        std::vector<std::pair<double, std::size_t>> scores;
        for (std::size_t p = 0; p < world.playlists.size(); ++p) {
            const std::set<int> list = sharedOf(world.playlists[p]);
            double m = 0;
            for (const int song : list)
                m += library.contains(song) ? 1 : 0;
            const double e = static_cast<double>(exploration[u]);
            const auto sizes =
                std::sqrt(static_cast<double>(library.size())) * std::sqrt(static_cast<double>(list.size()));
            if (m > 0)
                scores.emplace_back(-((1 - e) * std::log(1 + m) + e) / sizes, p);
        }
        std::ranges::sort(scores);
        const auto count = static_cast<std::size_t>(std::ceil(0.2 * static_cast<double>(scores.size()) - 1e-9));
        for (std::size_t i = 0; i < count; ++i)
            expected[userId(static_cast<int>(u))].insert(std::to_string(scores[i].second));
    }
    QCOMPARE(likesOf(*dataset), expected);
    const BuildReport report = reportBuild(*dataset);
    double liked = 0;
    for (const auto& [user, items] : expected)
        liked += static_cast<double>(items.size());
    QCOMPARE(figure(report, "train") + figure(report, "validation") + figure(report, "test") + figure(report, "cold"),
             liked);
    QCOMPARE(figure(report, "cold_users"), 4.0); // a tenth of 40
    QCOMPARE(report.lorenz.front(), (LorenzPoint{0, 0}));
    QCOMPARE(report.lorenz.back(), (LorenzPoint{1, 1}));
}

void TestBuildFromFiles::poolsEqualBruteForce()
{
    const TempFiles files;
    PipelineOptions options;
    options.likeShare = 0.2;
    const auto dataset = buildFromFiles(RawWorld(8).write(files), options);
    const PoolCounts pools = countPools(*dataset);
    for (const User user : idsUpTo<User>(dataset->userCount())) {
        int overlapping = 0;
        int pool = 0;
        int most = 0;
        for (const Item item : idsUpTo<Item>(dataset->itemCount())) {
            int shared = 0;
            for (const Track track : dataset->itemTracks().row(item))
                shared += dataset->library().contains(user, track) ? 1 : 0;
            most = std::max(most, shared);
            overlapping += shared > 0 ? 1 : 0;
            const bool isNegative = !dataset->isPositive(user, item) && !dataset->owned().contains(user, item);
            pool += shared > 0 && isNegative && !dataset->train().row(user).empty() ? 1 : 0;
        }
        QCOMPARE(pools.overlapping[index(user)], overlapping);
        QCOMPARE(pools.pool[index(user)], pool);
        QCOMPARE(pools.mostShared[index(user)], most);
    }
}

void TestBuildFromFiles::publishedOptionsAreFields()
{
    PipelineOptions options;
    setFields(buildFields(), options, settingsOf(buildFields(), publishedOptions()));
    QCOMPARE(options.matching, MatchRule::AsPublished);
    QCOMPARE(options.userShare, 0.1);
    QVERIFY(options.testMakesOwners);
    QCOMPARE(options.maximumOwned, 100);
    QCOMPARE(options.split.coldShare, 0.05);
}

void TestBuildFromFiles::sourcesThatShareNothingAreRefusedInWords()
{
    const TempFiles files;
    BuildFiles sources;
    sources.listening.plays = {files.write("plays.txt", play(1, 1))};
    sources.playlists = {files.write("slice.json", slice({{10, "p", {{"u:1", "one", "x"}}}}))};
    const auto refusal = [&] {
        try {
            buildFromFiles(sources, {});
            return std::string();
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    QVERIFY(refusal().find("unique_tracks.txt") != std::string::npos);
    sources.listening.songs = files.write("unique_tracks.txt", named(1, "Y", "One"));
    QVERIFY(refusal().find("share no song") != std::string::npos);
    sources.playlists = {files.at("nowhere")};
    QVERIFY(refusal().find("no such file or folder") != std::string::npos);
}

void TestBuildFromFiles::doesNotDependOnTheNumberOfThreads()
{
    const TempFiles files;
    const BuildFiles sources = RawWorld(9).write(files);
    PipelineOptions options;
    options.threads = 1;
    const auto one = buildFromFiles(sources, options);
    options.threads = 4;
    QCOMPARE(buildFromFiles(sources, options)->hash(), one->hash());
}

void TestBuildFromFiles::stopsWhenAsked()
{
    const TempFiles files;
    const BuildFiles sources = RawWorld(9).write(files);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(buildFromFiles(sources, {}, {.stop = source.get_token()}), Cancelled);
}

void TestBuildFromFiles::bothSourcesAreKnownWhenGivenTogether()
{
    const TempFiles files;
    const auto plays = files.write("plays.txt", play(1, 1) + play(1, 2) + play(2, 2));
    files.write("mpd/1.json", slice({{10, "p", {{"u:1", "one", "x"}}}}));
    files.write("mpd/2.json.gz", gzipped(slice({{11, "q", {{"u:2", "two", "x"}}}})));
    const std::vector<std::filesystem::path> both{files.at("mpd"), plays};
    auto found = buildFilesAmong(both);
    QVERIFY(found);
    QCOMPARE(found->listening.plays, std::vector{plays});
    QCOMPARE(found->playlists, (std::vector{files.at("mpd/1.json"), files.at("mpd/2.json.gz")}));
    QVERIFY(!found->listening.songs);
    QVERIFY(previewBuild(*found).reason.find("unique_tracks.txt") != std::string::npos);

    const auto songs = files.write("unique_tracks.txt", named(1, "X", "One") + named(2, "X", "Two"));
    found = buildFilesAmong(both);
    QCOMPARE(found->listening.songs, songs);
    const ImportPreview preview = previewBuild(*found);
    QCOMPARE(preview.format, buildFormat);
    QCOMPARE(preview.rows.size(), 3U);
    QCOMPARE(preview.files.back().use, "the first of 2 slices of playlists");
    QCOMPARE(buildFromFiles(*found, {})->itemCount(), 2U);
    for (const auto& alone : both)
        QVERIFY(!buildFilesAmong(std::array{alone}));
}

void TestBuildFromFiles::realSamplesBuildTogether()
{
    const auto playlists = realData("mpd-sample");
    const auto plays = realData("taste-profile-sample");
    if (!playlists || !plays)
        QSKIP("The samples of both sources are not here.");
    const TempFiles files;
    BuildFiles sources;
    sources.listening.plays = {*plays / "year1_test_triplets_visible-test.txt",
                               *plays / "year1_test_triplets_hidden-test.txt"};
    sources.playlists = {*playlists};
    // The sample brings no titles. Two songs of its first user are given those of two songs of the first playlist.
    sources.listening.songs =
        files.write("unique_tracks.txt", "TRAAAAA128F0000001<SEP>SOOFKYO12AF72A2640<SEP>Britney Spears<SEP>Toxic\n"
                                         "TRAAAAA128F0000002<SEP>SOIHOIQ12A8C138593<SEP>beyonce<SEP>Crazy in Love\n");
    const auto dataset = buildFromFiles(sources, {});
    QCOMPARE(countOf(dataset->provenance(), "rows of plays"), 7'093 + 7'345);
    QCOMPARE(countOf(dataset->provenance(), "playlists read"), 29);
    QCOMPARE(countOf(dataset->provenance(), "songs of playlists, repeated ones too"), 1'448);
    QCOMPARE(countOf(dataset->provenance(), "songs in libraries, matched"), 2);
    QVERIFY(countOf(dataset->provenance(), "songs in playlists, matched") >= 2);
    const BuildReport report = reportBuild(*dataset);
    QCOMPARE(figure(report, "songs_of_libraries_matched"), 2.0);
    QVERIFY(figure(report, "users_without_shared_song") > 400); // they share few songs, and the report says so
}

QTEST_GUILESS_MAIN(TestBuildFromFiles)
#include "tst_build_from_files.moc"
