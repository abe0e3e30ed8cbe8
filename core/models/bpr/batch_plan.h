#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Positions 0, 1, ... of a list of keys, put together by key: group g holds order[begins[g]] to order[begins[g + 1]],
/// ascending. Groups stand in the order in which their keys first appear.
struct Groups
{
    std::vector<std::int32_t> keys;
    std::vector<std::size_t> begins = {0};
    std::vector<std::int32_t> order;

    std::size_t count() const { return keys.size(); }
    std::span<const std::int32_t> group(std::size_t g) const
    {
        return std::span(order).subspan(begins[g], begins[g + 1] - begins[g]);
    }
};

/// counts: one zero a possible key; zero again afterwards. Cost: O(keys).
Groups groupBy(std::span<const std::int32_t> keys, std::vector<std::int32_t>& counts);

/// One step of Adam by batches, ready to run: its triplets by user, and what each item receives.
struct BatchPlan
{
    Groups users;                        ///< of the triplets as drawn
    std::vector<std::int32_t> positives; ///< of the triplets by user: users.order
    std::vector<std::int32_t> negatives;
    std::vector<std::int32_t> userGroups; ///< of the triplets by user: their group in `users`
    Groups items;                         ///< of `positives` followed by `negatives`
    std::int64_t skipped = 0;             ///< triplets for which too few negatives could be drawn
};

struct Triplet
{
    std::int32_t user;
    std::int32_t positive;
    std::int32_t negative;
};

struct BatchPlanScratch
{
    std::vector<Triplet> triplets;
    std::vector<std::int32_t> keys;
    std::vector<std::int32_t> userCounts; ///< zero, one a user
    std::vector<std::int32_t> itemCounts; ///< zero, one an item
};

/// What positions of a step can be told apart by: twice as many contributions to items fit 32 bits.
constexpr std::int64_t mostTripletsAStep = (std::int64_t{1} << 30) - 1;

/// Throws: Error naming the settings when steps of so many triplets cannot be planned.
void requirePlannable(std::int64_t tripletsAStep);

/// The plan of scratch.triplets, at most mostTripletsAStep.
BatchPlan planBatch(BatchPlanScratch& scratch);

} // namespace tastescope
