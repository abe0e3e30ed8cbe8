#pragma once

#include "ui/charts/plot/scale.h"

#include <QPolygonF>

#include <span>
#include <vector>

namespace tastescope::ui {

/// The part of a line that can be seen, in pixels: cut at the edges of map.area, split where a value is no number (and,
/// on a logarithmic axis, not positive), and with at most two points a pixel column, its lowest and its highest.
/// `points` ascend in x.
///
/// Cost: O(n). Everything drawn is inside map.area, so no export depends on clipping.
std::vector<QPolygonF> visibleLines(std::span<const QPointF> points, const PlotMap& map);

/// How many points of a line a logarithmic axis cannot show: y <= 0 in sight of x.
int countNotPositive(std::span<const QPointF> points, const PlotMap& map);

/// Exponential moving average without its start-up bias (TensorBoard's form):
///
///     m_t = w m_(t-1) + (1 - w) y_t,  m_0 = 0;   shown: m_t / (1 - w^t)
///
/// weight w in [0, 1); 0 returns the points. Gaps stay gaps; a constant stays itself. Always computed on all points,
/// before decimation.
std::vector<QPointF> smoothed(std::span<const QPointF> points, double weight);

} // namespace tastescope::ui
