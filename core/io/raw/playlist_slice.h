#pragma once

#include "core/base/error.h"
#include "core/base/job.h"
#include "core/base/text_pile.h"
#include "core/data/provenance.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace tastescope {

/// What a slice of the Million Playlist data holds: songs and playlists in the order in which they appear.
struct PlaylistSlice
{
    struct Song
    {
        std::string_view uri; ///< "spotify:track:0UaMYEvWZi0ZqiDOoHU3YI"
        std::string_view title;
        std::string_view artist;
    };
    struct Playlist
    {
        std::int64_t pid = 0;
        std::string_view name;
        std::size_t offset = 0; ///< bytes into the unpacked file, for errors
    };

    TextPile texts; ///< what the views above are of
    std::vector<Song> songs;
    std::vector<Playlist> playlists;
    std::vector<std::size_t> offsets = {0}; ///< into entries, one more than playlists
    std::vector<std::int32_t> entries;      ///< songs by number, a song as often as the playlist has it
    SourceFile source;
};

/// The most a slice may have, unpacked: the published ones have 35 MB.
inline constexpr std::size_t largestSlice = std::size_t{256} << 20;

/// Whether a file begins as a slice does: a JSON object that names playlists, tracks and their addresses.
bool looksLikeSlice(std::string_view head);

/// Reads one slice, packed as .gz or not. Fields that are not needed may be missing or of any kind; pid, tracks and
/// the track_uri, track_name and artist_name of each must be there.
///
/// Throws: BadInput with line and column of what is no JSON, missing or of another kind, or for more than largestSlice
///         bytes; Cancelled.
/// Cost: memory about 2.5 times the file while it is read.
PlaylistSlice readSlice(const std::filesystem::path& path, const JobContext& job = {});

/// The playlists that the beginning of a slice holds as far as it goes, the last one perhaps cut short.
/// Throws: BadInput as readSlice(); `path` is for its text.
PlaylistSlice readSliceHead(const std::filesystem::path& path, std::string_view head);

/// Line and column of a byte of a file, packed or not. Cost: reads the file up to there.
FilePlace placeInFile(const std::filesystem::path& path, std::size_t offset);

} // namespace tastescope
