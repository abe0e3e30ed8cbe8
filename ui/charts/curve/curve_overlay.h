#pragma once

#include "ui/charts/curve/curve_readout.h"

class QPainter;

namespace tastescope::ui {

/// Crosshair, second cursor, rubber band and readout.
void paintCurveOverlay(QPainter& painter, const CurveData& data, const CurveLayout& layout,
                       const CurvePointing& pointing, const QRectF& whole);

} // namespace tastescope::ui
