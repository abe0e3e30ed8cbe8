#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

class Dataset;

/// The numbers that a model trained elsewhere gives to the items and users of a dataset: their ids in ascending order.
struct Vocabulary
{
    std::vector<std::int32_t> items; ///< by item
    std::vector<std::int32_t> users; ///< by user
    std::int32_t itemCount = 0;      ///< ids that were numbered; more than items where some were seen by nobody
};

/// By position the place of each id in ascending order: whole numbers by their value, and before what is none, which
/// goes by its bytes. Cost: O(n log n).
std::vector<std::int32_t> ascendingPlaces(std::span<const std::string> ids);

/// Of all the items that the titles name, also those that nobody took to.
Vocabulary catalogueVocabulary(const Dataset& dataset);

/// Of the items that somebody took to.
Vocabulary itemVocabulary(const Dataset& dataset);

/// Items and users in the numbers they have.
Vocabulary ownVocabulary(const Dataset& dataset);

} // namespace tastescope
