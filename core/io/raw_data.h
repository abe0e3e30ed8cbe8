#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tastescope {

/// Rows of user and item as they stand in the files, duplicates included.
struct Ratings
{
    std::vector<User> users;
    std::vector<Item> items;
    std::vector<float> values;       ///< parallel; empty when the files have no ratings and no weights
    std::vector<std::int64_t> times; ///< parallel, seconds since 1970; empty when the files have no times

    bool areWeights = false; ///< the values say how much, not how well liked

    std::size_t size() const { return users.size(); }
};

/// What the readers make of the files of one dataset, before duplicates, low ratings and the split are seen to.
struct RawData
{
    IdTable users;
    Catalogue items;
    IdTable unseenItems; ///< that the titles name and no row has
    Ratings ratings;
    std::optional<Ratings> validation;        ///< of data that comes split in three; only where there is a test part
    std::optional<Ratings> test;              ///< the test part of data that comes split
    std::optional<EvaluationLists> testLists; ///< with their own negatives
};

} // namespace tastescope
