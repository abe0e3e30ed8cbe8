// Writes raw files of the published sizes and shape: train_triplets.txt, unique_tracks.txt, sid_mismatches.txt and
// mpd/mpd.slice.*.json, for `data build` and `data import`. The same bytes for the same words.
// Usage: make_raw_sources DIR SHARE [SONGS A PLAYLIST] [lean]
//   SHARE 1 is 1,019,318 users with 48 M plays and 1,000 slices of 1,000 playlists; 0.05 a twentieth of both.
//   SONGS A PLAYLIST 66 is the published mean; lean leaves out of the slices what nobody reads: a third of the bytes.

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace tastescope;

namespace {

constexpr std::size_t wholeUsers = 1'019'318;
constexpr std::size_t wholeSlices = 1'000;
constexpr std::size_t playlistsOfSlice = 1'000;
constexpr std::size_t playedSongs = 384'546;
constexpr std::size_t listedSongs = 2'262'292;

struct Words
{
    std::filesystem::path folder;
    double share = 0.05;
    double meanPlaylist = 66;
    bool isLean = false;
};

std::string letters(std::uint64_t value, std::size_t count, std::string_view alphabet)
{
    std::string text(count, '0');
    for (char& c : text) {
        c = alphabet[value % alphabet.size()];
        value = value / alphabet.size() + value * 0x9E3779B97F4A7C15ULL;
    }
    return text;
}

std::uint64_t scrambled(std::uint64_t value)
{
    value = (value + 1) * 0x9E3779B97F4A7C15ULL;
    return value ^ (value >> 31);
}

constexpr std::string_view base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::string songId(std::size_t song)
{
    return "SO" + std::string(8 - std::to_string(song).size(), 'A') + std::to_string(song)
           + letters(scrambled(song), 8, base36);
}

std::string uri(std::size_t song)
{
    const std::string digits = std::to_string(song);
    return "spotify:track:" + digits + std::string(1, 'x') + letters(scrambled(song), 21 - digits.size(), base62);
}

// Three songs in five that are played stand in playlists too, at the same rank; some are written otherwise there.
bool isShared(std::size_t song)
{
    return song < playedSongs && scrambled(song) % 5 < 3;
}
std::string titleOf(std::size_t song, bool played)
{
    const std::string title = "Song of the " + letters(scrambled(song) >> 7, 5, base36) + " " + std::to_string(song);
    return isShared(song) || played ? title : "Another " + title;
}
std::string artistOf(std::size_t song)
{
    return "The Artists No " + std::to_string(scrambled(song) % 60'000);
}

/// A rank with a long tail: the first ones most often.
std::size_t drawSong(Random& random, std::size_t songs)
{
    return std::min(songs - 1, static_cast<std::size_t>(static_cast<double>(songs) * std::pow(random.uniform(), 2.5)));
}

std::size_t drawSize(Random& random, double mean, double spread, double least, double most)
{
    const double median = (mean - least) * std::exp(-spread * spread / 2);
    return static_cast<std::size_t>(std::clamp(least + median * std::exp(spread * random.normal()), least, most));
}

void drawSongs(Random& random, std::size_t count, std::size_t songs, std::vector<std::size_t>& drawn)
{
    drawn.clear();
    for (std::size_t i = 0; i < count; ++i)
        drawn.push_back(drawSong(random, songs));
    std::ranges::sort(drawn);
    drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
}

std::string playsOf(std::size_t user)
{
    Random random(1, {user});
    std::vector<std::size_t> songs;
    drawSongs(random, drawSize(random, 48.6, 1.0, 10, 4'400), playedSongs, songs);
    const std::string id = letters(scrambled(user), 30, "0123456789abcdef") + std::to_string(1'000'000'000 + user);
    std::string text;
    for (const std::size_t song : songs)
        text += id + '\t' + songId(song) + '\t' + std::to_string(1 + static_cast<int>(1 / (random.uniform() + 0.05)))
                + '\n';
    return text;
}

void addTrack(std::string& text, std::size_t song, std::size_t place, bool isLean)
{
    const std::string artist = artistOf(song);
    if (isLean) {
        text += "{\"artist_name\":\"" + artist + "\",\"track_uri\":\"" + uri(song) + "\",\"track_name\":\""
                + titleOf(song, false) + "\"}";
        return;
    }
    const auto line = [&](const std::string& name, const std::string& value) {
        text += "                    \"" + name + "\": " + value;
    };
    text += "                {\n";
    line("pos", std::to_string(place) + ", \n");
    line("artist_name", "\"" + artist + "\", \n");
    line("track_uri", "\"" + uri(song) + "\", \n");
    line("artist_uri", "\"spotify:artist:" + letters(scrambled(song) % 60'000, 22, base62) + "\", \n");
    line("track_name", "\"" + titleOf(song, false) + "\", \n");
    line("album_uri", "\"spotify:album:" + letters(scrambled(song / 9), 22, base62) + "\", \n");
    line("duration_ms", std::to_string(120'000 + scrambled(song) % 200'000) + ", \n");
    line("album_name", "\"Album " + std::to_string(song / 9) + "\"\n");
    text += "                }";
}

std::string sliceText(std::size_t slice, const Words& words)
{
    const std::string range =
        std::to_string(slice * playlistsOfSlice) + "-" + std::to_string((slice + 1) * playlistsOfSlice - 1);
    std::string text = "{\n    \"info\": {\n        \"slice\": \"" + range
                       + "\", \n        \"version\": \"v1\"\n    }, \n    \"playlists\": [\n";
    std::vector<std::size_t> songs;
    for (std::size_t p = 0; p < playlistsOfSlice; ++p) {
        const std::size_t pid = slice * playlistsOfSlice + p;
        Random random(2, {pid});
        drawSongs(random, drawSize(random, words.meanPlaylist, 0.85, 5, 250), listedSongs, songs);
        text += "        {\n            \"name\": \"List " + std::to_string(pid)
                + "\", \n            \"collaborative\": \"false\", \n            \"pid\": " + std::to_string(pid)
                + ", \n            \"num_tracks\": " + std::to_string(songs.size()) + ", \n            \"tracks\": [\n";
        for (std::size_t i = 0; i < songs.size(); ++i) {
            addTrack(text, songs[i], i, words.isLean);
            text += i + 1 < songs.size() ? ", \n" : "\n";
        }
        text += p + 1 < playlistsOfSlice ? "            ]\n        }, \n" : "            ]\n        }\n";
    }
    return text + "    ]\n}\n";
}

void writePlays(const Words& words)
{
    std::ofstream file(words.folder / "train_triplets.txt", std::ios::binary);
    const auto users = static_cast<std::size_t>(static_cast<double>(wholeUsers) * words.share);
    constexpr std::size_t atATime = 20'000;
    std::vector<std::string> texts(atATime);
    for (std::size_t begin = 0; begin < users; begin += atATime) {
        const std::size_t count = std::min(atATime, users - begin);
        parallelFor(static_cast<std::int64_t>(count), Workers(), {}, [&](std::int64_t i, int) {
            texts[static_cast<std::size_t>(i)] = playsOf(begin + static_cast<std::size_t>(i));
        });
        for (std::size_t i = 0; i < count; ++i)
            file << texts[i];
    }
}

void writeSongs(const Words& words)
{
    std::ofstream songs(words.folder / "unique_tracks.txt", std::ios::binary);
    for (std::size_t song = 0; song < playedSongs; ++song)
        songs << "TR" + letters(scrambled(song), 16, base36) + "<SEP>" + songId(song) + "<SEP>" + artistOf(song)
                     + "<SEP>" + titleOf(song, true) + "\n";
    std::ofstream mismatches(words.folder / "sid_mismatches.txt", std::ios::binary);
    for (std::size_t song = 7; song < playedSongs; song += 20)
        mismatches << "ERROR: <" + songId(song) + " TR" + letters(scrambled(song), 16, base36) + "> " + artistOf(song)
                          + "  -  " + titleOf(song, true) + "  !=  Somebody  -  Something\n";
}

void writeSlices(const Words& words)
{
    std::filesystem::create_directories(words.folder / "mpd");
    const auto slices = std::max<std::int64_t>(1, std::llround(static_cast<double>(wholeSlices) * words.share));
    parallelFor(
        slices, Workers(), {},
        [&](std::int64_t i, int) {
            const auto slice = static_cast<std::size_t>(i);
            const std::string name = "mpd.slice." + std::to_string(slice * playlistsOfSlice) + "-"
                                     + std::to_string((slice + 1) * playlistsOfSlice - 1) + ".json";
            std::ofstream(words.folder / "mpd" / name, std::ios::binary) << sliceText(slice, words);
        },
        1);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::puts("Usage: make_raw_sources DIR SHARE [SONGS A PLAYLIST] [lean]");
        return 2;
    }
    const Words words{argv[1], std::atof(argv[2]), argc > 3 ? std::atof(argv[3]) : 66,
                      argc > 4 && std::string(argv[4]) == "lean"};
    std::filesystem::create_directories(words.folder);
    writePlays(words);
    writeSongs(words);
    writeSlices(words);
    return 0;
}
