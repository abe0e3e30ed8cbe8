#pragma once

#include "core/data/health.h"
#include "core/neighbours/neighbour_statistics.h"

namespace tastescope {

/// The line of the health list that is known once neighbours are selected: who has none. Cost: O(users).
HealthRow checkNeighbours(const NeighbourStatistics& statistics);

} // namespace tastescope
