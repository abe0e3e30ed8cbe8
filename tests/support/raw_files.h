#pragma once

#include "tests/support/temp_files.h"

#include <string>
#include <vector>

/// Raw files of listeners and playlists for a test.
namespace rawfiles {

struct Song
{
    std::string uri;
    std::string title;
    std::string artist;
};

struct Playlist
{
    int pid = 0;
    std::string name;
    std::vector<Song> songs;
};

/// A slice as they are published: four spaces a level, and fields that nobody needs. Texts are JSON already.
inline std::string slice(const std::vector<Playlist>& playlists)
{
    std::string text = "{\n    \"info\": {\"slice\": \"0-999\", \"version\": \"v1\"},\n    \"playlists\": [";
    for (const Playlist& playlist : playlists) {
        text += text.ends_with('[') ? "\n" : ",\n";
        text += "        {\"name\": \"" + playlist.name + "\", \"collaborative\": \"false\", \"pid\": "
                + std::to_string(playlist.pid) + ", \"num_followers\": 1, \"tracks\": [";
        for (const Song& song : playlist.songs) {
            text += text.ends_with('[') ? "\n" : ",\n";
            text += "            {\"pos\": 0, \"artist_name\": \"" + song.artist + "\", \"track_uri\": \"" + song.uri
                    + "\", \"track_name\": \"" + song.title + "\", \"duration_ms\": 226863, \"album_name\": \"[{}]\"}";
        }
        text += "]}";
    }
    return text + "\n    ]\n}\n";
}

/// The id of song n in the manner of the Taste Profile: "SOAAAAA12AB0000007".
inline std::string songId(int n)
{
    const std::string digits = std::to_string(n);
    return "SOAAAAA12AB" + std::string(7 - digits.size(), '0') + digits;
}

/// A user's id in the same manner: 40 hexadecimal digits.
inline std::string userId(int n)
{
    const std::string digits = std::to_string(n);
    return std::string(40 - digits.size(), 'b') + digits;
}

inline std::string play(int user, int song, int plays = 1)
{
    return userId(user) + "\t" + songId(song) + "\t" + std::to_string(plays) + "\n";
}

inline std::string named(int song, const std::string& artist, const std::string& title)
{
    return "TRAAAAA128F0000001<SEP>" + songId(song) + "<SEP>" + artist + "<SEP>" + title + "\n";
}

} // namespace rawfiles
