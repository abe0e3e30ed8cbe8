#pragma once

#include "ui/charts/parallel/parallel_brushes.h"
#include "ui/charts/parallel/parallel_layout.h"

#include <QColor>

#include <span>

class QPainter;

namespace tastescope::ui {

inline constexpr double parallelNameGap = 12; ///< px between a name and its axis

/// The data part: lines, axes, brushes. There are axes and lines.
void paintParallel(QPainter& painter, const ParallelData& data, const ParallelBrushes& brushes,
                   const ParallelLayout& layout, std::span<const MarkId> selected);

/// One line, thicker than those behind.
void drawParallelLine(QPainter& painter, const std::vector<QPointF>& points, const QColor& ink);

} // namespace tastescope::ui
