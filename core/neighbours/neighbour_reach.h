#pragma once

#include "core/data/of_users.h"
#include "core/data/user_set.h"
#include "core/neighbours/neighbour_index.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tastescope {

/// What was searched, of which a selection keeps no more than its limit: the limit is the person's own, and says
/// nothing of how many are near.
struct NeighbourReach
{
    float threshold = 0;
    int k = 1;
    std::size_t searched = 0;       ///< the most that anybody has: no count goes beyond it
    OfUsers<std::int32_t> near;     ///< searched neighbours at least as similar as the threshold
    OfUsers<float> similarityOfKth; ///< of the k-th nearest; 0 for users with fewer than k
    bool operator==(const NeighbourReach&) const = default;
};

/// Shapes: found is what findNeighbours() found, most similar first; dataset: Dataset::hash() of its users.
/// Throws: Error when k < 1. Cost: O(users log searched).
NeighbourReach neighbourReach(const NeighbourIndex& found, const std::string& dataset, float threshold, int k);

/// Whom the limit cuts off.
struct BeyondLimit
{
    std::int64_t users = 0;
    std::int64_t atLimit = 0; ///< of them, with at least as many kept as the limit
    double median = 0;        ///< of those: how many more are near than kept
    bool operator==(const BeyondLimit&) const = default;
};

/// kept: how many neighbours each user keeps. Throws: Error when the users are of other data. Cost: O(users log users).
BeyondLimit beyondLimit(const OfUsers<std::int32_t>& kept, const NeighbourReach& reach, int limit,
                        const UserSet& users = {});

/// What a threshold would leave, for a handle that is dragged.
struct ThresholdCounts
{
    float threshold = 0;
    std::int64_t pairs = 0; ///< of a user and a searched neighbour at least as similar
    std::int64_t allPairs = 0;
    std::int64_t users = 0;
    std::int64_t alone = 0; ///< users it leaves without one
    bool operator==(const ThresholdCounts&) const = default;
};

/// Throws: Error when the users are of other data. Cost: O(users log searched).
ThresholdCounts countAbove(const NeighbourIndex& found, const std::string& dataset, float threshold,
                           const UserSet& users = {});

} // namespace tastescope
