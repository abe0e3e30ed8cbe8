#pragma once

#include "ui/charts/dots/dot_layout.h"
#include "ui/charts/plot/readout.h"

class QPainter;

namespace tastescope::ui {

/// Where one points on a dot chart.
struct DotPointing
{
    std::optional<MarkId> hovered = {};
    std::optional<MarkId> cursor = {};
    std::optional<double> ghost = {}; ///< x of the mark a click would ask for
    std::optional<QRectF> band = {};  ///< what of the axis upward is being chosen
};

/// Cursor, ring and readout of the hovered dot, and the dot a click would ask for.
void paintDotOverlay(QPainter& painter, const DotData& data, const DotLayout& layout, const DotPointing& pointing,
                     const QRectF& whole);

/// What a hovered dot says.
Readout dotReadout(const DotData& data, const Dot& dot);

} // namespace tastescope::ui
