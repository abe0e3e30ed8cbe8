#pragma once

#include "ui/charts/curve/curve_gesture.h"
#include "ui/charts/curve/curve_layout.h"
#include "ui/charts/plot/readout.h"

class QPainter;

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

/// The small table beside the crosshair at x: the focused line first, then the others, their differences to the second
/// cursor, or that of the focused line to the baseline.
Readout curveReadout(const CurveData& data, const CurveLayout& layout, const CurvePointing& pointing, double x);

/// Crosshair, second cursor, rubber band and readout.
void paintCurveOverlay(QPainter& painter, const CurveData& data, const CurveLayout& layout,
                       const CurvePointing& pointing, const QRectF& whole);

} // namespace tastescope::ui
