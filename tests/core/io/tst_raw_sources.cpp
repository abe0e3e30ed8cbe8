#include "core/base/error.h"
#include "core/io/import_dataset.h"
#include "core/io/raw/read_listening.h"
#include "core/io/raw/read_playlists.h"
#include "tests/support/raw_files.h"
#include "tests/support/real_data.h"

#include <QTest>

using namespace tastescope;
using namespace rawfiles;

namespace {

const Song first{"spotify:track:1", "Lose Control (feat. Ciara)", "Missy Elliott"};
const Song second{"spotify:track:2", "Caf\\u00e9 \\\"O\\\"", "Beyonc\\u00e9"};
const Song third{"spotify:track:3", "Toxic", "Britney Spears"};

std::vector<Track> rowOf(const PlaylistsRead& read, int playlist)
{
    const auto row = read.sources.contents.row(Item{playlist});
    return {row.begin(), row.end()};
}

std::string complaintOfSlice(const TempFiles& files, const std::string& text)
{
    const auto path = files.write("mpd.slice.0-999.json", text);
    return complaintOf<BadInput>([&] { readSlice(path); });
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    return text.replace(text.find(what), what.size(), by);
}

} // namespace

class TestRawSources : public QObject
{
    Q_OBJECT

private slots:
    void readsSlices();
    void joinsSlicesTheSameForAnyNumberOfThreads();
    void namesThePlaceOfAFault_data();
    void namesThePlaceOfAFault();
    void refusesAPlaylistThatComesTwice();
    void readsPlaysTitlesAndMismatches();
    void namesTheLineOfABadPlay();
    void importsPlaylistsAsUsers();
    void importsPlaysWithTitles();
    void previewsTheBeginningOfASlice();
    void realSamplesOpenAlone();
};

void TestRawSources::readsSlices()
{
    const TempFiles files;
    const auto path = files.write("a.json", slice({{7, "Throwbacks", {first, second, first}}, {9, "", {}}}));
    const PlaylistSlice read = readSlice(path);
    QCOMPARE(read.songs.size(), 2U);
    QCOMPARE(read.songs[0].uri, "spotify:track:1");
    QCOMPARE(read.songs[0].title, "Lose Control (feat. Ciara)");
    QCOMPARE(read.songs[1].title, "Café \"O\"");
    QCOMPARE(read.songs[1].artist, "Beyoncé");
    QCOMPARE(read.playlists.size(), 2U);
    QCOMPARE(read.playlists[0].pid, 7);
    QCOMPARE(read.playlists[0].name, "Throwbacks");
    QCOMPARE(read.offsets, (std::vector<std::size_t>{0, 3, 3}));
    QCOMPARE(read.entries, (std::vector<std::int32_t>{0, 1, 0}));
    QCOMPARE(read.source.bytes, static_cast<std::int64_t>(bytesOf(path).size()));

    const PlaylistSlice packed = readSlice(files.write("a.json.gz", gzipped(bytesOf(path))));
    QCOMPARE(packed.entries, read.entries);
    QCOMPARE(packed.songs[1].title, read.songs[1].title);
}

void TestRawSources::joinsSlicesTheSameForAnyNumberOfThreads()
{
    const TempFiles files;
    files.write("mpd/mpd.slice.0-999.json", slice({{0, "a", {first, second, first}}}));
    files.write("mpd/mpd.slice.1000-1999.json.gz", gzipped(slice({{1000, "b", {third, second}}, {1001, "c", {}}})));
    files.write("mpd/notes.txt", "no slice");
    for (const int threads : {1, 2, 5}) {
        const auto slices = slicesIn(files.at("mpd"));
        QCOMPARE(slices.size(), 2U);
        const PlaylistsRead read = readPlaylists(slices, Workers(threads));
        QCOMPARE(read.entries, 5);
        QCOMPARE(read.sources.songs.ids.names(),
                 (std::vector<std::string>{"spotify:track:1", "spotify:track:2", "spotify:track:3"}));
        QCOMPARE(read.sources.playlists.ids.names(), (std::vector<std::string>{"0", "1000", "1001"}));
        QCOMPARE(rowOf(read, 0), (std::vector{Track{0}, Track{1}}));
        QCOMPARE(rowOf(read, 1), (std::vector{Track{1}, Track{2}}));
        QVERIFY(rowOf(read, 2).empty());
    }
}

void TestRawSources::namesThePlaceOfAFault_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");
    const std::string good = slice({{7, "a", {first}}});
    const auto row = [](const char* name, const std::string& text, const char* complaint) {
        QTest::newRow(name) << QString::fromStdString(text) << QString(complaint);
    };
    // Line 4 is the playlist, line 5 its track; a level is four spaces.
    row("no pid", replaced(good, "\"pid\": 7, ", ""), "4:9: the playlist has no \"pid\".");
    row("no tracks", replaced(good, "\"tracks\"", "\"songs\""), "4:9: the playlist has no \"tracks\".");
    row("no address", replaced(good, "track_uri", "uri"), "5:13: the track has no \"track_uri\".");
    row("no artist", replaced(good, "artist_name", "artist"), "5:13: the track has no \"artist_name\".");
    row("pid is text", replaced(good, "\"pid\": 7", "\"pid\": \"7\""),
        "4:56: found another kind of value, expected what a slice of playlists has here.");
    row("no playlists", "{\"tracks\": [], \"pid\": 1}", "1:1: the slice has no \"playlists\".");
    row("goes on", good + "{}", "8:1: the file goes on after its JSON object, expected its end.");
}

void TestRawSources::namesThePlaceOfAFault()
{
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    const TempFiles files;
    QCOMPARE(QString::fromStdString(complaintOfSlice(files, text.toStdString())), complaint);
}

void TestRawSources::refusesAPlaylistThatComesTwice()
{
    const TempFiles files;
    const auto one = files.write("1.json", slice({{7, "a", {first}}}));
    const auto two = files.write("2.json", slice({{8, "b", {first}}, {7, "a", {first}}}));
    const std::vector<std::filesystem::path> slices{one, two};
    QCOMPARE(complaintOf<BadInput>([&] { readPlaylists(slices); }),
             "6:9: the playlist 7 stands here for the second time; is a slice given twice?");
    // A slice that is cut is a fault of JSON, told where it ends.
    const std::string cut = complaintOfSlice(files, slice({{7, "a", {first}}}).substr(0, 150));
    QVERIFY2(cut.starts_with("4:") || cut.starts_with("5:"), cut.c_str());
}

void TestRawSources::readsPlaysTitlesAndMismatches()
{
    const TempFiles files;
    ListeningFiles sources;
    sources.plays = {files.write("plays.txt", play(1, 1) + play(1, 2, 5) + play(2, 2) + play(1, 2, 3) + play(3, 3)),
                     files.write("more.txt.gz", gzipped(play(2, 1, 4)))};
    sources.songs = files.write("unique_tracks.txt", named(2, "Beyoncé", "Halo") + named(9, "Nobody", "Nothing"));
    sources.mismatches =
        files.write("sid_mismatches.txt", "ERROR: <" + songId(3) + " TRMMGKQ128F9325E10> A  -  B  !=  C  -  D\n");
    const ListeningRead read = readListening(sources);
    // Six rows, one of them for the second time; song 3 goes, and user 3 has nothing else.
    QCOMPARE(read.report.rows, 6);
    QCOMPARE(read.report.duplicates, 1);
    QCOMPARE(read.mismatched, 1);
    QCOMPARE(read.playsLost, 1);
    QCOMPARE(read.usersLost, 1);
    QCOMPARE(read.songsNamed, 1);
    QCOMPARE(read.listening.users.names(), (std::vector<std::string>{userId(1), userId(2), userId(3)}));
    QCOMPARE(read.listening.songs.ids.names(), (std::vector<std::string>{songId(1), songId(2)}));
    QCOMPARE(read.listening.songs.title(1), "Halo");
    QCOMPARE(read.listening.songs.detail(1), "Beyoncé");
    const auto expected = BinaryMatrix<User, Track>::fromPairs(
        3, 2, {{User{0}, Track{0}}, {User{0}, Track{1}}, {User{1}, Track{0}}, {User{1}, Track{1}}});
    QCOMPARE(read.listening.libraries, expected);
}

void TestRawSources::namesTheLineOfABadPlay()
{
    const TempFiles files;
    ListeningFiles sources;
    sources.plays = {files.write("plays.txt", play(1, 1) + userId(1) + "\t" + songId(2) + "\tmany\n")};
    const std::string complaint = complaintOf<BadInput>([&] { readListening(sources); });
    QVERIFY2(complaint.starts_with("2:61: found \"many\", expected the weight as a number"), complaint.c_str());
    sources.plays = {files.write("plays.txt", play(1, 1))};
    sources.mismatches = files.write("sid.txt", "ERROR: <" + songId(3) + " TR>\nnothing\n");
    const std::string other = complaintOf<BadInput>([&] { readListening(sources); });
    QVERIFY2(other.starts_with("2:1: found no id of a song"), other.c_str());
}

void TestRawSources::importsPlaylistsAsUsers()
{
    const TempFiles files;
    files.write("mpd/mpd.slice.0-999.json", slice({{0, "a", {first, second, first}}, {1, "b", {second}}}));
    const std::vector<std::filesystem::path> paths{files.at("mpd")};
    const Imported imported = importDataset(paths, {});
    QCOMPARE(imported.report.format, "mpd");
    QCOMPARE(imported.report.rows, 4);
    QCOMPARE(imported.report.duplicates, 1);
    QCOMPARE(imported.report.positives, 3);
    QCOMPARE(imported.dataset->users().names(), (std::vector<std::string>{"0", "1"}));
    QCOMPARE(imported.dataset->items().title(1), "Café \"O\"");
    QCOMPARE(imported.dataset->items().detail(1), "Beyoncé");
    QCOMPARE(imported.report.titled, 2);
}

void TestRawSources::importsPlaysWithTitles()
{
    const TempFiles files;
    files.write("train_triplets.txt", play(1, 1, 3) + play(1, 2) + play(2, 2) + play(2, 3));
    files.write("unique_tracks.txt", named(2, "Beyoncé", "Halo"));
    files.write("sid_mismatches.txt", "ERROR: <" + songId(3) + " TRMMGKQ128F9325E10> A  -  B  !=  C  -  D\n");
    const std::vector<std::filesystem::path> paths{files.at("train_triplets.txt")};
    const Imported imported = importDataset(paths, {});
    QCOMPARE(imported.report.format, "taste-profile");
    QCOMPARE(imported.report.rows, 3);
    QCOMPARE(imported.report.positives, 3);
    QCOMPARE(imported.dataset->items().title(1), "Halo");
    QCOMPARE(imported.dataset->items().detail(1), "Beyoncé");
    QCOMPARE(imported.report.passedOver.size(), 1U);
    QCOMPARE(imported.report.passedOver[0].rows, 1);
}

void TestRawSources::previewsTheBeginningOfASlice()
{
    std::vector<Song> songs;
    for (int i = 0; i < 2'000; ++i)
        songs.push_back({"spotify:track:" + std::to_string(i), "Song {" + std::to_string(i), "Artist ]"});
    const TempFiles files;
    const std::vector<std::filesystem::path> paths{files.write("s.json", slice({{0, "a", {third}}, {1, "b", songs}}))};
    const ImportPreview preview = previewImport(paths, {});
    QCOMPARE(preview.format, "mpd");
    QCOMPARE(preview.rows.size(), previewRows);
    QCOMPARE(preview.rows[0], (std::vector<std::string>{"0", "spotify:track:3", "Toxic", "Britney Spears"}));
    QCOMPARE(preview.rows[199], (std::vector<std::string>{"1", "spotify:track:198", "Song {198", "Artist ]"}));
}

void TestRawSources::realSamplesOpenAlone()
{
    const auto playlists = realData("mpd-sample");
    const auto plays = realData("taste-profile-sample");
    if (!playlists || !plays)
        QSKIP("The samples of both sources are not here.");
    const std::vector<std::filesystem::path> slices{*playlists};
    const Imported ofPlaylists = importDataset(slices, {});
    QCOMPARE(ofPlaylists.report.format, "mpd");
    QCOMPARE(ofPlaylists.report.rows, 1'448);
    QCOMPARE(ofPlaylists.dataset->userCount(), 29U);
    const std::vector<std::filesystem::path> triplets{*plays};
    const Imported ofPlays = importDataset(triplets, {});
    QCOMPARE(ofPlays.report.format, "taste-profile");
    QCOMPARE(ofPlays.report.rows, 7'093 + 7'345);
    QCOMPARE(ofPlays.dataset->userCount(), 526U);
}

QTEST_GUILESS_MAIN(TestRawSources)
#include "tst_raw_sources.moc"
