#pragma once

#include "core/neighbours/neighbour_statistics.h"
#include "ui/charts/sheet/statistics_column.h"

namespace tastescope::ui {

class Workspace;

/// Of the users of the slice; null: it is on its way. That of all users is known at once.
const NeighbourSummary* scopedSummary(const Workspace& workspace);

/// The same fields in the same order as the original published them.
Statistics countFigures(const Distribution& distribution);

/// Likewise, of how often users are chosen; never: users who are not.
Statistics chosenFigures(const Distribution& distribution, std::int64_t never);

} // namespace tastescope::ui
