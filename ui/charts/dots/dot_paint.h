#pragma once

#include "ui/charts/dots/dot_layout.h"

#include <span>

class QPainter;

namespace tastescope::ui {

/// The data part: everything but what the pointer does. There are dots.
void paintDots(QPainter& painter, const DotData& data, const DotLayout& layout, std::span<const MarkId> selected);

} // namespace tastescope::ui
