#pragma once

#include "core/data/of_users.h"
#include "core/data/summary.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/session/slice.h"

#include <functional>

namespace tastescope::ui {

class Workspace;

/// Makes brush and slice one: what is brushed becomes the slice, and the brush stands where the slice is cut by this
/// number, whoever chose it, took it back or let go of it.
/// number: asked each time, where a chart shows now this, now that.
void bindToSlices(HistogramChart* chart, const std::function<UserNumber()>& number, Workspace& workspace);
void bindToSlices(HistogramChart* chart, UserNumber number, Workspace& workspace);
void showBrush(HistogramChart* chart, UserNumber number, const Workspace& workspace);

/// What the users of the slice are of each bar; empty where there is none.
std::vector<std::int64_t> partInSlice(const Histogram& bars, const OfUsers<std::int32_t>& values,
                                      const Workspace& workspace);

/// A chart of a number that every user has: bars of everybody, and of the slice within them. Median: of the slice;
/// none: not known yet.
HistogramData slicedBars(const OfUsers<std::int32_t>& values, const QString& name, bool logarithmic,
                         const std::optional<double>& median, const Workspace& workspace);

} // namespace tastescope::ui
