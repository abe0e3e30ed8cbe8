#pragma once

#include "tests/support/hand_made.h"

// Datasets in order of time.
namespace tastescope::test {

/// Of each user the items in order of time, a second apart; his parts of the split as given.
inline Dataset timedDataset(const handmade::World& world, const handmade::Rows& order)
{
    DatasetParts parts = handmade::parts(world);
    std::vector<std::int64_t> offsets{0};
    std::vector<Item> items;
    std::vector<std::int64_t> times;
    for (const std::vector<int>& row : order) {
        for (const int item : row) {
            items.push_back(Item{item});
            times.push_back(static_cast<std::int64_t>(times.size()));
        }
        offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    parts.sequences = {world.items, std::move(offsets), std::move(items), std::move(times)};
    return Dataset(std::move(parts));
}

/// User 0 took to 0, 1, 2, then 3 (validation), then 4 (test); user 1 to 1, 2, 0.
inline Dataset twoInOrder()
{
    return timedDataset({.users = 2, .items = 6, .train = {{0, 1, 2}, {0, 1, 2}}, .validation = {{3}}, .test = {{4}}},
                        {{0, 1, 2, 3, 4}, {1, 2, 0}});
}

} // namespace tastescope::test
