#pragma once

#include "ui/charts/dots/dot_data.h"
#include "ui/charts/plot/plot_table.h"

namespace tastescope::ui {

/// A row a dot that is in sight; intervals and states only where some dot has one.
PlotTable dotTable(const DotData& data, const Range& visible);

/// One sentence: how many in which state, the best, and what is as good.
QString dotSummary(const DotData& data);

} // namespace tastescope::ui
