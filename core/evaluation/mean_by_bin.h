#pragma once

#include "core/data/of_users.h"
#include "core/evaluation/estimate.h"
#include "core/evaluation/evaluation.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tastescope {

/// What the users of one bin got.
struct BinMean
{
    double low = 0; ///< the bin holds values in [low, high)
    double high = 0;
    std::int64_t users = 0; ///< evaluated ones
    Estimate mean;

    bool operator==(const BinMean&) const = default;
};

/// Mean of one metric over the evaluated users of each bin of a number that every user has, for instance Hit@5 by how
/// many neighbours they have. Neighbouring bins are put together from below until they hold `fewest` users, because the
/// mean of a few users only draws noise; what is left over at the end joins the last one.
///
/// Shapes: edges ascending, as those of a Histogram. Users outside them are left out.
/// Units:  as the metric's. Empty when the metric was not measured or no bin comes to `fewest` users.
/// Throws: Error when the results and the numbers are of users of different data.
/// Cost:   O(users log bins).
std::vector<BinMean> meanByBin(const UserResults& results, std::string_view metric,
                               const OfUsers<std::int32_t>& valueOfUser, std::span<const double> edges,
                               std::int64_t fewest = 30);

} // namespace tastescope
