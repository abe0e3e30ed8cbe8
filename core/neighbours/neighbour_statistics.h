#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/data/summary.h"
#include "core/neighbours/neighbour_index.h"

#include <cstdint>
#include <vector>

namespace tastescope {

/// What selected neighbours look like, for every user and in sum.
struct NeighbourStatistics
{
    std::vector<std::int32_t> neighbours;  ///< by user: how many he has
    std::vector<std::int32_t> timesChosen; ///< by user: how many have him
    std::vector<std::int32_t> inReach;     ///< by user: different items his neighbours bring

    Distribution neighbourCount; ///< over all users
    Distribution popularity;     ///< of timesChosen over the users who were chosen at all
    Distribution reachableItems; ///< over all users
    std::int64_t neverChosen = 0;

    bool operator==(const NeighbourStatistics&) const = default;
};

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
