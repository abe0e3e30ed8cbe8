#pragma once

#include "ui/charts/parallel/parallel_brushes.h"
#include "ui/charts/plot/plot_table.h"
#include "ui/charts/plot/readout.h"

namespace tastescope::ui {

/// A row a line inside every brush.
PlotTable parallelTable(const ParallelData& data, const ParallelBrushes& brushes);

/// One sentence: how many lines over which axes, and how many of them are brushed.
QString parallelSummary(const ParallelData& data, const ParallelBrushes& brushes);

/// What a hovered line says: the value that colours, then the parameters in their order.
Readout parallelReadout(const ParallelData& data, const ParallelLine& line);

} // namespace tastescope::ui
