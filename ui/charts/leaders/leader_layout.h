#pragma once

#include "ui/charts/leaders/leader_data.h"
#include "ui/charts/plot/frame.h"

namespace tastescope::ui {

inline constexpr double leaderMarkSize = 8;

/// The name beside a point.
struct LeaderLabel
{
    std::size_t point = 0; ///< its number in the data
    QRectF place;
    bool isLed = false; ///< a line leads from the point to it
};

/// Where the parts of a leaderboard's chart stand. A pure function of data and place.
struct LeaderLayout
{
    Frame frame = {};
    std::vector<CostTick> ticks = {};
    std::vector<std::optional<QPointF>> places = {}; ///< by point; none: its cost is not known
    std::vector<LeaderLabel> labels = {};            ///< of those that have room

    const PlotMap& map() const { return frame.map; }
};

/// whole: the chart's rectangle. Cost: O(points^2) for the labels.
LeaderLayout layoutLeaders(const LeaderData& data, const QRectF& whole);

/// The point within 9 px of a place, the nearest.
std::optional<MarkId> leaderAt(const LeaderData& data, const LeaderLayout& layout, const QPointF& pixel);

} // namespace tastescope::ui
