#pragma once

#include "core/data/dataset.h"
#include "core/pipeline/score.h"

namespace tastescope {

struct OwnershipOptions
{
    int maximum = 100;            ///< items one user may own, >= 1
    bool testMakesOwners = false; ///< as published: liking in the test part counts too
    int threads = 0;              ///< 0: all cores; never changes the result
};

struct Ownership
{
    BinaryMatrix<User, Item> owned;
    std::int64_t unownedForWantOfLikers = 0; ///< items no user likes in the parts that count
    std::int64_t unownedForFullLikers = 0;   ///< items whose likers all own the maximum
};

/// Gives each item to one of the users who like it in training: the one with the highest s(u,p) / sqrt(|library u|)
/// (of equal ones the lower user) who owns fewer than the maximum so far. Items are given away in their order.
///
/// Validation likes never make an owner: a held-out positive must not be found through him.
/// Throws: Error when the maximum is below 1; Cancelled.
/// Source: playlist-pipeline section 2, step 8.
Ownership assignOwners(const PairScorer& scorer, const Split& split, const OwnershipOptions& options,
                       const JobContext& job = {});

} // namespace tastescope
