#pragma once

#include "ui/charts/sheet/report.h"
#include "ui/pages/sweep/sweep_view.h"

namespace tastescope {
class Dataset;
}

namespace tastescope::ui {

class ChartPanel;

/// What figures of the sweep say at their foot.
QString originOf(const SweepView& view);

/// What was searched and how, which trials are as good as the best, the panels' figures, every trial, and where it
/// comes from. The dataset is the one the sweep learned from.
Report sweepReport(const SweepView& view, const std::vector<ChartPanel*>& panels, const Dataset& dataset);

} // namespace tastescope::ui
