#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/data/of_users.h"
#include "core/data/summary.h"
#include "core/data/user_set.h"
#include "core/neighbours/neighbour_index.h"

#include <cstdint>
#include <vector>

namespace tastescope {

/// What selected neighbours look like, for every user.
struct NeighbourStatistics
{
    OfUsers<std::int32_t> neighbours;  ///< how many he has
    OfUsers<std::int32_t> timesChosen; ///< how many have him
    OfUsers<std::int32_t> inReach;     ///< different items his neighbours bring

    bool operator==(const NeighbourStatistics&) const = default;
};

/// What the neighbours of some users look like in sum.
struct NeighbourSummary
{
    Distribution neighbourCount; ///< over the users
    Distribution popularity;     ///< of timesChosen over those who were chosen at all
    Distribution reachableItems; ///< over the users
    std::int64_t neverChosen = 0;

    bool operator==(const NeighbourSummary&) const = default;
};

/// Throws: Error when the users are of other data. Cost: O(n log n).
NeighbourSummary summarise(const NeighbourStatistics& statistics, const UserSet& users = {});

/// Counts over what selectNeighbours() kept.
///
/// Shapes:  selected has one row a user of the dataset.
/// Throws:  Error when it has not; Cancelled when job.stop is set.
/// Cost:    O(neighbours) where items have owners, else O(items the neighbours bring).
NeighbourStatistics neighbourStatistics(const NeighbourIndex& selected, const Dataset& dataset, int threads = 0,
                                        const JobContext& job = {});

/// All similarities of an index in `bins` bars of equal width from 0 to the largest one.
/// Throws: Error when bins < 1. Cost: O(entries).
Histogram similarityHistogram(const NeighbourIndex& index, int bins = 30);

} // namespace tastescope
