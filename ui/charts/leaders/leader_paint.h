#pragma once

#include "ui/charts/leaders/leader_layout.h"

#include <span>

class QPainter;

namespace tastescope::ui {

void paintLeaders(QPainter& painter, const LeaderData& data, const LeaderLayout& layout,
                  std::span<const MarkId> selected);

/// Ring and readout of the hovered point. whole: the chart's rectangle.
void paintLeaderOverlay(QPainter& painter, const LeaderData& data, const LeaderLayout& layout,
                        const std::optional<MarkId>& hovered, const QRectF& whole);

} // namespace tastescope::ui
