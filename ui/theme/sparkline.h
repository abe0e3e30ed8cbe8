#pragma once

#include "ui/theme/line_style.h"

#include <span>

namespace tastescope::ui {

/// A line as small as a word: the values from left to right, fitted to `place`, a dot at the end. Gaps are left out.
void drawSparkline(QPainter& painter, const QRectF& place, std::span<const double> values, const LineStyle& style);

} // namespace tastescope::ui
