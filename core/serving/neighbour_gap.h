#pragma once

#include "core/data/of_users.h"
#include "core/evaluation/estimate.h"
#include "core/evaluation/evaluation.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tastescope {

/// The evaluated users parted in two by how many neighbours they have, and what a model gives to each part.
struct NeighbourGap
{
    std::int32_t limit = 0;    ///< the few have fewer neighbours than this
    std::int64_t fewUsers = 0; ///< evaluated ones
    Estimate few;              ///< mean of the metric over them
    std::int64_t otherUsers = 0;
    Estimate others;
    User typical{};         ///< of the few: whose value lies nearest to their mean; ties: lower user
    bool isVisible = false; ///< the two intervals do not touch
    bool operator==(const NeighbourGap&) const = default;
};

/// The parting at 1, 2, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, ... neighbours whose two intervals lie furthest apart
/// or, when all of them touch, touch least. None when the metric was not measured or no parting leaves at least
/// smallestGroup users on both sides. Ties: the smaller limit.
///
/// Two 95 % intervals that do not touch are a stricter wish than one difference whose interval excludes zero, and so
/// make up for looking at a dozen partings.
/// Throws: Error when the results and the numbers are of users of different data.
/// Cost:   O(evaluated users) a parting.
std::optional<NeighbourGap> findNeighbourGap(const UserResults& results, std::string_view metric,
                                             const OfUsers<std::int32_t>& neighbours, std::size_t smallestGroup = 30);

} // namespace tastescope
