#pragma once

#include "core/base/job.h"
#include "core/data/raw_sources.h"
#include "core/data/split.h"
#include "core/pipeline/ownership.h"
#include "core/pipeline/song_key.h"

#include <memory>
#include <string>

namespace tastescope {

/// The published figures are the defaults, but for what playlist-pipeline section 2 calls a mistake.
struct PipelineOptions
{
    std::string name;
    MatchRule matching = MatchRule::Normalised;
    double likeShare = 0.015;     ///< of a user's scored pairs, step 5
    double userShare = 1.0;       ///< of the users are kept, seeded, step 6 (published: 0.1)
    SplitOptions split;           ///< its seed is replaced by `seed`
    int maximumOwned = 100;       ///< step 8
    bool testMakesOwners = false; ///< as published, step 8
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: all cores; never changes the result
};

/// Songs and playlists to a dataset: steps 1 to 8 of playlist-pipeline section 2. What is dropped at each step is
/// counted in the provenance, whose format and sources the caller fills in beforehand.
///
/// The sources are taken over, so that what is no longer needed of them goes while the rest is worked on.
/// Throws: Error when the sources share no song or nobody likes anything; Cancelled.
/// Cost: that of findLikes(); memory: the sources, the likes and one counter an item and thread.
std::shared_ptr<const Dataset> buildDataset(RawListening listening, RawPlaylists playlists,
                                            const PipelineOptions& options, Provenance provenance,
                                            const JobContext& job = {});

} // namespace tastescope
