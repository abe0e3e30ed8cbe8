#pragma once

#include "ui/charts/curve/curve_data.h"
#include "ui/charts/plot/zoom_history.h"

namespace tastescope::ui {

/// How lines are looked at. It belongs to the chart, not to its data.
struct CurveView
{
    ZoomState zoom = {};
    bool logarithmicX = false;
    bool logarithmicY = false;
    bool all = false;      ///< also what lies below the floor of the data
    bool namesAll = false; ///< for paper: every line is named that there is room for, also grey ones
    double smoothing = 0;  ///< weight of an exponential moving average, below 1; 0: off
};

// Where a step takes one. Pure functions; `map` is what is in sight now.

/// factor > 1: nearer, about the place at that fraction of the x axis. Never farther than all there is.
ZoomState zoomedBy(const CurveData& data, const CurveView& view, const PlotMap& map, double factor,
                   double aboutFraction);

/// By fractions of what is in sight, right and up. In x it stops at the ends; an axis that is not zoomed stays.
ZoomState pannedBy(const CurveData& data, const CurveView& view, const PlotMap& map, double fractionX,
                   double fractionY);

/// Place of the point nearest in x among all lines; none: there are no points.
std::optional<double> nearestPlace(const CurveData& data, double x);

/// So many points further along the places of all lines; from nowhere to the first one or, backwards, to the last.
std::optional<double> steppedPlace(const CurveData& data, const std::optional<double>& from, int points);

/// The places of all points of all lines, ascending, each once.
std::vector<double> placesOf(const CurveData& data);

} // namespace tastescope::ui
