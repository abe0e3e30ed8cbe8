#include "core/models/bpr/batch_plan.h"

#include "core/base/error.h"

#include <string>

namespace tastescope {

Groups groupBy(std::span<const std::int32_t> keys, std::vector<std::int32_t>& counts)
{
    Groups groups;
    for (const std::int32_t key : keys)
        if (counts[static_cast<std::size_t>(key)]++ == 0)
            groups.keys.push_back(key);
    std::vector<std::size_t> next;
    next.reserve(groups.count());
    for (std::size_t g = 0; g < groups.count(); ++g) {
        std::int32_t& count = counts[static_cast<std::size_t>(groups.keys[g])];
        next.push_back(groups.begins.back());
        groups.begins.push_back(groups.begins.back() + static_cast<std::size_t>(count));
        count = static_cast<std::int32_t>(g); // from here on: the group of the key
    }
    groups.order.resize(keys.size());
    for (std::size_t position = 0; position < keys.size(); ++position) {
        const auto g = static_cast<std::size_t>(counts[static_cast<std::size_t>(keys[position])]);
        groups.order[next[g]++] = static_cast<std::int32_t>(position);
    }
    for (const std::int32_t key : groups.keys)
        counts[static_cast<std::size_t>(key)] = 0;
    return groups;
}

void requirePlannable(std::int64_t tripletsAStep)
{
    if (tripletsAStep > mostTripletsAStep)
        throw Error("batch_size times grad_accum: a step would hold " + std::to_string(tripletsAStep)
                    + " triplets, expected at most " + std::to_string(mostTripletsAStep)
                    + ". Use fewer batches a step.");
}

BatchPlan planBatch(BatchPlanScratch& scratch)
{
    BatchPlan plan;
    const std::size_t count = scratch.triplets.size();
    scratch.keys.clear();
    for (const Triplet& triplet : scratch.triplets)
        scratch.keys.push_back(triplet.user);
    plan.users = groupBy(scratch.keys, scratch.userCounts);

    plan.positives.reserve(count);
    plan.negatives.reserve(count);
    plan.userGroups.reserve(count);
    for (std::size_t g = 0; g < plan.users.count(); ++g)
        for (const std::int32_t position : plan.users.group(g)) {
            const Triplet& triplet = scratch.triplets[static_cast<std::size_t>(position)];
            plan.positives.push_back(triplet.positive);
            plan.negatives.push_back(triplet.negative);
            plan.userGroups.push_back(static_cast<std::int32_t>(g));
        }
    scratch.keys.assign(plan.positives.begin(), plan.positives.end());
    scratch.keys.insert(scratch.keys.end(), plan.negatives.begin(), plan.negatives.end());
    plan.items = groupBy(scratch.keys, scratch.itemCounts);
    return plan;
}

} // namespace tastescope
