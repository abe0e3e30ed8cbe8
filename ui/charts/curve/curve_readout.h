#pragma once

#include "ui/charts/curve/curve_gesture.h"
#include "ui/charts/curve/curve_layout.h"
#include "ui/charts/plot/readout.h"

namespace tastescope::ui {

/// Where one points on a curve chart.
struct CurvePointing
{
    std::optional<double> x = {};        ///< of the crosshair; none: it is elsewhere
    std::optional<double> anchor = {};   ///< of the second cursor
    std::size_t focus = 0;               ///< curve the difference is taken from
    std::optional<double> readoutY = {}; ///< pixels; none: no readout is shown
    std::optional<CurveGesture::ZoomInto> band = {};
};

/// The small table beside the crosshair at x: the lines that have a value there, the nearest to the pointer first. Of
/// more than there is room for the nearest stay, and always those that are told, the focused one and the references;
/// the last row counts the others. Beside a value stands its difference to the second cursor, else the figure that
/// stands for the line; at the end the difference of the focused line to the baseline.
Readout curveReadout(const CurveData& data, const CurveLayout& layout, const CurvePointing& pointing, double x);

} // namespace tastescope::ui
