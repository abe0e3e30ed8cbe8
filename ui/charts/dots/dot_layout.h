#pragma once

#include "ui/charts/dots/dot_data.h"
#include "ui/charts/plot/frame.h"

namespace tastescope::ui {

inline constexpr double dotRingRadius = 7; ///< px around a selected or hovered dot

inline constexpr double bestWordsGap = 10; ///< px right of the last dot's place

/// Of the words at the end of the step line.
double bestWordsWidth(const DotData& data);

/// Where the parts of a dot chart stand. A pure function of data and place.
struct DotLayout
{
    Frame frame = {};
    std::vector<std::optional<QPointF>> places = {}; ///< by dot: at the rim when it is out of range; none: not shown

    const PlotMap& map() const { return frame.map; }
};

/// whole: the chart's rectangle. Cost: O(dots log dots).
DotLayout layoutDots(const DotData& data, const QRectF& whole, const DotView& view = {});

/// The dot within 9 px of a place, the nearest; of two, the one drawn above.
std::optional<MarkId> dotAt(const DotData& data, const DotLayout& layout, const QPointF& pixel);

/// The dot whose x is nearest to the pixel's, of those that are shown; null: none is.
const Dot* nearestDot(const DotData& data, const DotLayout& layout, double pixelX);

} // namespace tastescope::ui
