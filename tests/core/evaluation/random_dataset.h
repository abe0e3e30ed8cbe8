#pragma once

#include "core/base/random.h"
#include "tests/support/hand_made.h"

#include <span>
#include <vector>

/// Two to six positives a user in each of train, validation and test.
inline tastescope::Dataset randomDataset(std::size_t users, std::size_t items)
{
    handmade::World world{.users = users, .items = items};
    world.train.resize(users);
    world.validation.resize(users);
    world.test.resize(users);
    for (std::size_t u = 0; u < users; ++u) {
        tastescope::Random random(21, {u});
        std::vector<int> shuffled(items);
        for (std::size_t i = 0; i < items; ++i)
            shuffled[i] = static_cast<int>(i);
        random.shuffle(std::span(shuffled));
        const std::size_t ofTrain = 2 + random.below(5);
        const std::size_t ofTest = 2 + random.below(5);
        for (std::size_t i = 0; i < ofTrain + ofTest; ++i)
            (i < ofTrain ? world.train : world.test)[u].push_back(shuffled[i]);
        const std::size_t ofValidation = 2 + random.below(5);
        for (std::size_t i = 0; i < ofValidation; ++i)
            world.validation[u].push_back(shuffled[ofTrain + ofTest + i]);
    }
    return handmade::dataset(world);
}
