#pragma once

#include "ui/theme/tokens.h"

namespace tastescope::ui {

/// For values in order, low to high: the part of viridis that stands out from the ground of a chart by 3 to 1, dark to
/// bright. `fraction` in [0, 1]; what lies outside takes the nearest end.
/// Source: S. van der Walt and N. Smith, the colour map "viridis" of matplotlib, 2015 (CC0).
QColor sequentialColour(double fraction);
QColor sequentialColour(double fraction, Scheme scheme);

} // namespace tastescope::ui
