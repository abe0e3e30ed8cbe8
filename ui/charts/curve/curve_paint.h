#pragma once

#include "ui/charts/curve/curve_layout.h"

class QPainter;

namespace tastescope::ui {

class LineLayer;

/// The data part of a curve chart: lines, marks and axes, no cursor.
void paintCurves(QPainter& painter, const CurveData& data, const CurveView& view, const CurveLayout& layout,
                 const QRectF& whole, LineLayer& lines);

} // namespace tastescope::ui
