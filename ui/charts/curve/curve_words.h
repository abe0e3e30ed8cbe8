#pragma once

#include "ui/charts/curve/curve_layout.h"
#include "ui/charts/plot/plot_table.h"

namespace tastescope::ui {

/// A column a line over the places in sight, smoothed values beside those they are made of.
PlotTable curveTable(const CurveData& data, const CurveView& view, const CurveLayout& layout);

/// One sentence: each line's last value and its best, then the references.
QString curveSummary(const CurveData& data, const Range& inSight);

} // namespace tastescope::ui
