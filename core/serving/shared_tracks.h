#pragma once

#include "core/data/dataset.h"
#include "core/serving/catalogue_facts.h"

#include <vector>

namespace tastescope {

/// Two libraries laid side by side. Each list is rarest first: fewest listeners, then lower number.
struct SharedTracks
{
    std::vector<Track> shared;
    std::vector<Track> onlyFirst;
    std::vector<Track> onlySecond;
    bool operator==(const SharedTracks&) const = default;
};

/// Cost: O(n log n) of both libraries.
SharedTracks sharedTracks(const Dataset& dataset, const CatalogueFacts& facts, User first, User second);

/// Only how many tracks both have. Cost: O(n) of both libraries.
int sharedTrackCount(const Dataset& dataset, User first, User second);

} // namespace tastescope
