#pragma once

#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/pipeline/score.h"

namespace tastescope {

/// What a user's negatives are drawn from: the items he shares tracks with but neither likes (in any part) nor owns.
struct NegativePools
{
    BinaryMatrix<User, Item> hard; ///< the best 20 % of them by score, rounded up
    BinaryMatrix<User, Item> easy; ///< the rest
};

/// The two pools of every user with training positives; empty for the others.
///
/// Throws: Error when the items' tracks are not known (films, artists: draw uniform negatives there); Cancelled.
/// Cost: as findLikes(), and estimateScoredPairs(). Memory: 4 bytes a scored pair, about 100 times the likes, and a
/// hundredth more while they are found.
/// Source: playlist-pipeline section 2, step 9.
NegativePools buildNegativePools(const Dataset& dataset, Workers workers = Workers(), const JobContext& job = {});

/// How many pairs of a user with training positives and an item that shares a track with him there are: exact for at
/// most 256 such users, else from 256 of them. All pools together hold so many items, less the likes.
/// Throws: Cancelled.
/// Cost: O(item tracks) for each 64 users; memory 8 bytes a track.
std::int64_t estimateScoredPairs(const Dataset& dataset, const JobContext& job = {});

/// The same for one user at a time, where all pools together do not fit memory. One a worker: it holds scratch.
class NegativePoolFinder
{
public:
    struct Pools
    {
        std::vector<Item> hard; ///< best first
        std::vector<Item> easy; ///< in no order that means anything, the same each time
    };

    /// All three must outlive the finder; itemsOfTrack is the transposed dataset.itemTracks().
    NegativePoolFinder(const Dataset& dataset, const PairScorer& scorer, const BinaryMatrix<Track, Item>& itemsOfTrack);

    /// Valid until the next call.
    const Pools& find(User user);

private:
    const Dataset* m_dataset;
    const PairScorer* m_scorer;
    OverlapCounter m_counter;
    std::vector<ScoredItem> m_scored;
    Pools m_pools;
};

} // namespace tastescope
