#pragma once

#include "core/data/dataset.h"
#include "core/serving/catalogue_facts.h"

#include <array>
#include <cstdint>

namespace tastescope {

/// How mainstream a library is.
struct TasteProfile
{
    std::array<std::int32_t, 10> tracks{}; ///< of the user, by tenth of popularity, least listened to first
    std::array<double, 10> everyone{};     ///< the same over all users, scaled to the size of this library
    double meanTenth = 0;                  ///< of the user's tracks, 1 to 10; 0 for an empty library
    bool operator==(const TasteProfile&) const = default;
};

/// Cost: O(tracks).
TasteProfile tasteProfile(const Dataset& dataset, const CatalogueFacts& facts, User user);

} // namespace tastescope
