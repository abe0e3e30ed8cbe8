#pragma once

#include "ui/charts/spread/histogram_chart.h"

#include <optional>
#include <span>

namespace tastescope::ui {

class Workspace;

/// What the run in front gives to users of each bar: Hit@K on validation, K as chosen where it was measured, else 5.
/// None: nothing is trained on this data, or it was not measured.
std::optional<HistogramLine> hitLine(Workspace& workspace, std::span<const std::int32_t> valueOfUser,
                                     const Histogram& bars);

} // namespace tastescope::ui
