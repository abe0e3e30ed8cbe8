#include "core/neighbours/neighbour_reach.h"

#include "core/base/error.h"
#include "core/data/summary.h"

#include <algorithm>

namespace tastescope {

namespace {

std::int32_t countNear(std::span<const Neighbour> neighbours, float threshold)
{
    const auto first = std::ranges::partition_point(
        neighbours, [threshold](const Neighbour& neighbour) { return neighbour.similarity >= threshold; });
    return static_cast<std::int32_t>(first - neighbours.begin());
}

} // namespace

NeighbourReach neighbourReach(const NeighbourIndex& found, const std::string& dataset, float threshold, int k)
{
    if (k < 1)
        throw Error("The neighbour asked for is number " + std::to_string(k) + ", expected at least 1.");
    NeighbourReach reach{threshold, k, 0, {}, {}};
    std::vector<std::int32_t> near;
    std::vector<float> similarities;
    for (const User user : idsUpTo<User>(found.userCount())) {
        const auto neighbours = found.of(user);
        const auto kth = static_cast<std::size_t>(k) - 1;
        near.push_back(countNear(neighbours, threshold));
        similarities.push_back(kth < neighbours.size() ? neighbours[kth].similarity : 0.0F);
        reach.searched = std::max(reach.searched, neighbours.size());
    }
    reach.near = {dataset, std::move(near)};
    reach.similarityOfKth = {dataset, std::move(similarities)};
    return reach;
}

BeyondLimit beyondLimit(const OfUsers<std::int32_t>& kept, const NeighbourReach& reach, int limit, const UserSet& users)
{
    requireSameUsers(kept.dataset(), reach.near.dataset());
    const std::vector<std::int32_t> counts = users.valuesOf(kept);
    const std::vector<std::int32_t> near = users.valuesOf(reach.near);
    std::vector<double> more;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] >= limit)
            more.push_back(std::max(0, near[i] - counts[i]));
    return {static_cast<std::int64_t>(counts.size()), static_cast<std::int64_t>(more.size()), summarise(more).median};
}

ThresholdCounts countAbove(const NeighbourIndex& found, const std::string& dataset, float threshold,
                           const UserSet& users)
{
    users.requireOf(dataset);
    ThresholdCounts counts{.threshold = threshold};
    users.forEach(found.userCount(), [&](User user) {
        const auto neighbours = found.of(user);
        const std::int32_t near = countNear(neighbours, threshold);
        ++counts.users;
        counts.pairs += near;
        counts.allPairs += static_cast<std::int64_t>(neighbours.size());
        counts.alone += near == 0 ? 1 : 0;
    });
    return counts;
}

} // namespace tastescope
