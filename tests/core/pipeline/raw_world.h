#pragma once

#include "core/base/random.h"
#include "core/pipeline/build_from_files.h"
#include "tests/support/raw_files.h"

#include <set>
#include <vector>

namespace rawworld {

using namespace tastescope;
using namespace rawfiles;

/// A made-up world in raw files: libraries and playlists as sets of songs, by their numbers.
struct RawWorld
{
    std::vector<std::set<int>> libraries;
    std::vector<std::set<int>> playlists;

    explicit RawWorld(std::uint64_t seed)
    {
        Random random(seed, {1});
        const auto draw = [&](std::size_t count, std::uint64_t most) {
            std::vector<std::set<int>> rows(count);
            for (auto& row : rows)
                for (std::uint64_t i = 1 + random.below(most); i > 0; --i)
                    row.insert(static_cast<int>(random.below(60)));
            return rows;
        };
        libraries = draw(40, 12);
        playlists = draw(90, 9);
    }

    BuildFiles write(const TempFiles& files) const
    {
        std::string plays;
        std::string names;
        for (std::size_t user = 0; user < libraries.size(); ++user)
            for (const int song : libraries[user])
                plays += play(static_cast<int>(user), song);
        for (int song = 0; song < 60; ++song)
            names += named(song, "Artist " + std::to_string(song % 7), "Song " + std::to_string(song));
        std::vector<Playlist> lists;
        for (std::size_t p = 0; p < playlists.size(); ++p) {
            lists.push_back({static_cast<int>(p), "list", {}});
            for (const int song : playlists[p])
                lists.back().songs.push_back({"spotify:track:" + std::to_string(song),
                                              "SONG " + std::to_string(song) + " (feat. Guest)",
                                              "artist " + std::to_string(song % 7)});
        }
        BuildFiles written;
        written.listening.plays = {files.write("plays.txt", plays)};
        written.listening.songs = files.write("unique_tracks.txt", names);
        written.playlists = {files.write("mpd/slice.json", slice(lists)).parent_path()};
        return written;
    }
};

} // namespace rawworld
