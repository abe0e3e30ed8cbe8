#pragma once

#include "core/data/of_users.h"
#include "ui/charts/spread/histogram_chart.h"

#include <optional>

namespace tastescope::ui {

class Workspace;

/// What the run in front gives to users of each bar, those of the slice alone where there is one: Hit@K on validation,
/// K as chosen where it was measured, else 5. None: the run in front learned from other data, or it was not measured.
std::optional<HistogramLine> hitLine(Workspace& workspace, const OfUsers<std::int32_t>& valueOfUser,
                                     const Histogram& bars);

} // namespace tastescope::ui
