#pragma once

#include "core/base/parallel.h"
#include "core/data/id_table.h"
#include "core/pipeline/song_key.h"

#include <vector>

namespace tastescope {

/// The songs two sources share. A song of a source maps to a shared track, or to -1 when the other source lacks it;
/// songs of one source with the same key become one track.
struct SongMatch
{
    Catalogue tracks;                   ///< ids, titles and artists as the first source writes them
    std::vector<std::int32_t> ofFirst;  ///< by song of the first source
    std::vector<std::int32_t> ofSecond; ///< by song of the second source
    std::int64_t matchedFirst = 0;      ///< songs of the first source that map to a track
    std::int64_t matchedSecond = 0;     ///< songs of the second source that map to a track
};

/// Matches songs by (title, artist) under the rule; details are the artists. Tracks are numbered in the order of the
/// first source. Throws: Cancelled. Cost: O(songs of both).
/// Source: playlist-pipeline section 2, step 1.
SongMatch matchSongs(const Catalogue& first, const Catalogue& second, MatchRule rule, Workers workers = Workers(),
                     const JobContext& job = {});

} // namespace tastescope
