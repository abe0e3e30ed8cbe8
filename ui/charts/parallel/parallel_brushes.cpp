#include "ui/charts/parallel/parallel_brushes.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double keyStep = 0.05; // of an axis

} // namespace

bool ParallelBrushes::any() const
{
    return std::ranges::any_of(axes, [](const auto& brush) { return brush.has_value(); });
}

bool ParallelBrushes::holds(const ParallelLine& line) const
{
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis] && !axes[axis]->contains(line.values[axis]))
            return false;
    return true;
}

ParallelBrushes noBrushes(const ParallelData& data)
{
    return {std::vector<std::optional<Range>>(data.axes.size())};
}

ParallelBrushes carriedOver(const ParallelBrushes& brushes, const ParallelData& from, const ParallelData& to)
{
    ParallelBrushes kept = noBrushes(to);
    for (std::size_t axis = 0; axis < to.axes.size(); ++axis)
        for (std::size_t old = 0; old < from.axes.size(); ++old)
            if (from.axes[old].name == to.axes[axis].name && from.axes[old].choices == to.axes[axis].choices)
                kept.axes[axis] = brushes.axes[old];
    return kept;
}

std::optional<ParallelBrushes> bestBrushes(const ParallelData& data, double share)
{
    if (data.axes.empty())
        return std::nullopt;
    const std::size_t axis = colourAxis(data);
    std::vector<double> values;
    for (const ParallelLine& line : data.lines)
        if (std::isfinite(line.values[axis]))
            values.push_back(line.values[axis]);
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    if (data.higherIsBetter)
        std::ranges::reverse(values);
    const double wanted = std::ceil(share * static_cast<double>(values.size()) - 1e-9);
    const auto kept = static_cast<std::size_t>(std::clamp(wanted, 1.0, static_cast<double>(values.size())));
    const auto [low, high] = std::minmax(values.front(), values[kept - 1]);
    ParallelBrushes brushes = noBrushes(data);
    brushes.axes[axis] = Range{low, high};
    return brushes;
}

Range snappedBrush(const ParallelAxis& axis, Range brush)
{
    if (brush.low > brush.high)
        std::swap(brush.low, brush.high);
    if (axis.kind != AxisKind::Choice)
        return brush;
    const double last = static_cast<double>(axis.choices.size()) - 1;
    return {std::clamp(std::round(brush.low), 0.0, last), std::clamp(std::round(brush.high), 0.0, last)};
}

Range movedBrush(const ParallelAxis& axis, const Scale& scale, const Range& brush, double lowerBy, double upperBy)
{
    const double step = axis.kind == AxisKind::Choice ? 1 / scale.range.span() : keyStep;
    if (axis.flipped)
        std::swap(lowerBy, upperBy); // the upper edge is that of the lower value
    const double sign = axis.flipped ? -1 : 1;
    double low = scale.fraction(brush.low) + sign * lowerBy * step;
    double high = scale.fraction(brush.high) + sign * upperBy * step;
    if (lowerBy == upperBy) {
        const double back = std::max(0.0, high - 1) + std::min(0.0, low);
        low -= back;
        high -= back;
    }
    low = std::clamp(low, 0.0, 1.0);
    high = std::clamp(high, low, 1.0);
    return snappedBrush(axis, {scale.value(low), scale.value(high)});
}

std::optional<Range> brushedColours(const ParallelData& data, const ParallelBrushes& brushes)
{
    std::optional<Range> range;
    if (!brushes.any())
        return range;
    for (const ParallelLine& line : data.lines) {
        const double value = line.values[colourAxis(data)];
        if (!brushes.holds(line) || !std::isfinite(value))
            continue;
        range = range ? Range{std::min(range->low, value), std::max(range->high, value)} : Range{value, value};
    }
    return range;
}

} // namespace tastescope::ui
