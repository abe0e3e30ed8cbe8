#pragma once

#include "core/base/job.h"
#include "core/data/raw_sources.h"

namespace tastescope {

/// A made-up world of listeners and playlists with planted taste groups. Sizes are those of the raw sources.
struct GeneratorOptions
{
    std::size_t users = 5'000;
    std::size_t songs = 8'700; ///< of both sources together; a twelfth is known to one of them alone
    std::size_t playlists = 10'450;
    std::size_t groups = 24;      ///< taste groups; a song belongs to one, a user to one to `homes`
    std::size_t homes = 3;        ///< groups a user has at most
    double groupPower = 0;        ///< the group of rank r has a share of songs, users and playlists like (r + 1)^-power
    double meanLibrary = 48;      ///< songs
    double librarySpread = 1.0;   ///< standard deviation of the logarithm of a library's size
    double librarySkew = 0;       ///< how much longer than lognormal the tail of large libraries is; in [0, 0.2]
    std::size_t leastLibrary = 3; ///< songs, before those that the playlists do not know are lost
    double groupLibrarySpread = 0;    ///< the same of what groups differ by: some are of heavy listeners, some of light
    double groupPlaylistSpread = 0;   ///< standard deviation of the logarithm of playlists by user, among the groups
    double groupPlaylistSlant = 0;    ///< how much more of them the groups of heavy listeners have
    double meanPlaylist = 50;         ///< songs
    double playlistSpread = 0.35;     ///< standard deviation of the logarithm of a playlist's size
    std::size_t leastPlaylist = 6;    ///< songs
    double libraryFocus = 0.45;       ///< of a library comes from the user's groups, on average; in [0, 1]
    double loyaltySpread = 0.2;       ///< a user's own share is that, this much more or less, cut to [0, 1]
    double loyaltyBySize = 0;         ///< what is added to it for each e-fold of the library's size over the usual
    double playlistFocus = 0.4;       ///< of a playlist comes from its group, on average; in [0, 1]
    double guestShare = 0.2;          ///< of a playlist comes from a second group, as far as the focus leaves room
    double popularityPower = 0.8;     ///< a song of rank r is drawn with weight (r + q)^-power
    double popularityFlatness = 400;  ///< q = 10 + songs / flatness: the higher, the more the first songs stand out
    double sharedHits = 0;            ///< of the songs, the most popular, are known to both sources; in [0, 1]
    double listenerDepthSpread = 0;   ///< how differently users keep to what is popular: see Shelf::draw()
    double casualDepth = 0;           ///< how much more users of small libraries keep to it
    double worldDepth = 0.92;         ///< what a library takes from all songs keeps to hits by its depth to this power
    double playlistWorldDepth = 0.92; ///< the same of playlists
    double playlistDepth = 1;         ///< how much the playlists that do so most keep to it; 1: as the popularity says
    double playlistDepthSpread = 0;   ///< how much less the others do
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: all cores; never changes the result
};

struct RawSources
{
    RawListening listening;
    RawPlaylists playlists;
};

/// Listeners' libraries and playlists drawn from planted taste groups with long-tailed popularity. The two sources have
/// their own song ids, write one song in twenty differently, and each lacks some of the other's, as real ones do.
///
/// Throws: Error when a size is 0 or a share out of range; Cancelled.
/// Cost: O(entries * log songs).
RawSources generateSources(const GeneratorOptions& options, const JobContext& job = {});

} // namespace tastescope
