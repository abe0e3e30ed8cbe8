#pragma once

#include "ui/charts/parallel/parallel_data.h"
#include "ui/charts/plot/scale.h"

#include <optional>
#include <vector>

namespace tastescope::ui {

/// What is brushed of each axis: in its values (of a choice: its indices), both ends included; none: not brushed.
struct ParallelBrushes
{
    std::vector<std::optional<Range>> axes = {};

    bool any() const;
    bool holds(const ParallelLine& line) const; ///< inside every brush
    bool operator==(const ParallelBrushes&) const = default;
};

/// No brush on any axis.
ParallelBrushes noBrushes(const ParallelData& data);

/// The same brushes on the axes of other data that have the same name and choices.
ParallelBrushes carriedOver(const ParallelBrushes& brushes, const ParallelData& from, const ParallelData& to);

/// The best share of all lines by the colour axis, at least one line; none: there is no line with a value.
std::optional<ParallelBrushes> bestBrushes(const ParallelData& data, double share);

/// Lowest first; of a choice whole choices: a value between two belongs to the nearer one.
Range snappedBrush(const ParallelAxis& axis, Range brush);

/// Its edges moved by so many steps: a choice, or a twentieth of the axis; upwards on the axis as it stands. A brush
/// moved as a whole keeps its width at both ends. scale: of the axis.
Range movedBrush(const ParallelAxis& axis, const Scale& scale, const Range& brush, double lowerBy, double upperBy);

/// What the brushed lines have on the colour axis; none: nothing is brushed, or no value is known.
std::optional<Range> brushedColours(const ParallelData& data, const ParallelBrushes& brushes);

} // namespace tastescope::ui
