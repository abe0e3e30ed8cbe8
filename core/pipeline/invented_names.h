#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

// Titles and names for generated data. All are made up from lists of odd words, so that nobody takes them for real
// songs or artists; in one list none comes twice. Each is a pure function of its arguments.

std::vector<std::string> inventTracks(std::size_t count, std::uint64_t seed);

std::vector<std::string> inventArtists(std::size_t count, std::uint64_t seed);

/// One title a playlist. Playlists of one taste group (a number from 0) share two genres, so that likeness shows.
std::vector<std::string> inventPlaylists(std::span<const std::int32_t> groupOfPlaylist, std::uint64_t seed);

} // namespace tastescope
