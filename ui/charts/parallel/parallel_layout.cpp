#include "ui/charts/parallel/parallel_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double sideMargin = 64; // px for the labels of the first and the last axis
constexpr double topMargin = 34;  // px for the names
constexpr double bottomMargin = 16;
constexpr double axisReach = 12; // px beside an axis that still mean it
constexpr double spreadPixels = 7;
constexpr double betweenLines = 1.2; // px, as long as they fit into the spread

Scale scaleOf(const ParallelData& data, std::size_t index)
{
    const ParallelAxis& axis = data.axes[index];
    if (axis.kind == AxisKind::Choice)
        return {{0, std::max(1.0, static_cast<double>(axis.choices.size()) - 1)}, false};
    const bool logarithmic = axis.kind == AxisKind::Logarithmic;
    if (axis.range && axis.range->span() > 0)
        return {*axis.range, logarithmic};
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const ParallelLine& line : data.lines)
        if (const double value = line.values[index]; std::isfinite(value) && (!logarithmic || value > 0)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (low > high)
        return {logarithmic ? Range{0.1, 1} : Range{0, 1}, logarithmic};
    if (logarithmic)
        return {low < high ? Range{low, high} : Range{low / 2, low * 2}, true};
    return {low < high ? Range{low, high} : Range{low - 0.5, low + 0.5}, false};
}

// Moves the lines through each choice apart, the one that comes from above first.
void spreadChoices(ParallelLayout& layout, const ParallelData& data, std::size_t axis)
{
    const std::size_t before = axis > 0 ? axis - 1 : std::min<std::size_t>(1, data.axes.size() - 1);
    for (int choice = 0; choice < data.axes[axis].choices.size(); ++choice) {
        std::vector<std::size_t> through;
        for (std::size_t line = 0; line < data.lines.size(); ++line)
            if (data.lines[line].values[axis] == choice)
                through.push_back(line);
        const auto from = [&](std::size_t line) { // lines with a gap there come last
            const double y = layout.lines[line][before].y();
            return std::isnan(y) ? layout.area.bottom() + 1 : y;
        };
        std::stable_sort(through.begin(), through.end(),
                         [&](std::size_t one, std::size_t other) { return from(one) < from(other); });
        const auto steps = static_cast<double>(through.size()) - 1;
        const double spread = std::min(spreadPixels, steps * betweenLines);
        for (std::size_t i = 0; i < through.size() && steps > 0; ++i)
            layout.lines[through[i]][axis].ry() += spread * (static_cast<double>(i) / steps - 0.5);
    }
}

} // namespace

double ParallelLayout::y(std::size_t axis, double value) const
{
    const Scale& scale = scales[axis];
    const double inside = std::clamp(value, scale.range.low, scale.range.high);
    const double fraction = scale.fraction(std::isnan(value) ? value : inside);
    return flipped[axis] ? area.top() + fraction * area.height() : area.bottom() - fraction * area.height();
}

double ParallelLayout::value(std::size_t axis, double y) const
{
    const double up = std::clamp((area.bottom() - y) / area.height(), 0.0, 1.0);
    return scales[axis].value(flipped[axis] ? 1 - up : up);
}

ParallelLayout layoutParallel(const ParallelData& data, const QRectF& whole)
{
    ParallelLayout layout;
    layout.area = whole.adjusted(sideMargin, topMargin, -sideMargin, -bottomMargin);
    layout.area.setSize(layout.area.size().expandedTo({1, 1}));
    const double parts = std::max(1.0, static_cast<double>(data.axes.size()) - 1);
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis) {
        layout.axisX.push_back(layout.area.left() + layout.area.width() * static_cast<double>(axis) / parts);
        layout.scales.push_back(scaleOf(data, axis));
        layout.flipped.push_back(data.axes[axis].flipped);
    }
    for (const ParallelLine& line : data.lines) {
        std::vector<QPointF>& points = layout.lines.emplace_back();
        for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
            points.emplace_back(layout.axisX[axis], layout.y(axis, line.values[axis]));
    }
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
        if (data.axes[axis].kind == AxisKind::Choice)
            spreadChoices(layout, data, axis);
    return layout;
}

std::optional<std::size_t> parallelAxisAt(const ParallelLayout& layout, const QPointF& pixel)
{
    for (std::size_t axis = 0; axis < layout.axisX.size(); ++axis)
        if (std::abs(pixel.x() - layout.axisX[axis]) <= axisReach)
            return axis;
    return std::nullopt;
}

std::vector<double> labelledValues(const ParallelAxis& axis, const Scale& scale)
{
    if (axis.kind == AxisKind::Choice)
        return {};
    std::vector<double> ticks;
    for (const int most : {4, 3, 2}) {
        ticks = tickValues(scale, most);
        if (ticks.size() <= 4)
            break;
    }
    return ticks;
}

} // namespace tastescope::ui
