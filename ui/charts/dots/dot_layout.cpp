#include "ui/charts/dots/dot_layout.h"

#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double zoneRoom = 20; // px above the plot for the zones' words
constexpr double rimInset = 12; // px beside the first and the last dot
constexpr double rimDepth = 6;  // px above the axis where marks out of range stand
constexpr int dotLayoutMostLogLabels = 6;
constexpr double fenceWidth = 1.5;   // of the middle half's width: Tukey's fence
constexpr double dotLayoutReach = 9; // px from a dot that still hit it

// The value below which a quarter (three quarters) lie; values ascend.
double quantile(const std::vector<double>& values, double share)
{
    const double at = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

Range wholeX(const DotData& data)
{
    if (data.xRange)
        return *data.xRange;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const Dot& dot : data.dots)
        if (std::isfinite(dot.x) && (!data.logarithmicX || dot.x > 0)) {
            low = std::min(low, dot.x);
            high = std::max(high, dot.x);
        }
    if (low > high)
        return data.logarithmicX ? Range{0.1, 1} : Range{0, 1};
    if (data.logarithmicX)
        return {low / 1.25, high * 1.25};
    return low == high ? Range{low - 1, high + 1} : Range{low, high};
}

/// A log axis near the best ends where trials begin to diverge, beyond all that did not.
Range xRange(const DotData& data, const DotView& view)
{
    Range range = wholeX(data);
    if (!data.fenced || !data.logarithmicX || view.all)
        return range;
    double highest = range.low;
    for (const Dot& dot : data.dots)
        if (dot.state != DotState::Diverged && std::isfinite(dot.y) && std::isfinite(dot.x))
            highest = std::max(highest, dot.x);
    if (!(highest > range.low))
        return range; // nothing is near the best yet
    for (const Dot& dot : data.dots)
        if (dot.state == DotState::Diverged && dot.x > highest)
            range.high = std::min(range.high, dot.x);
    return range;
}

std::vector<double> knownValues(const DotData& data)
{
    std::vector<double> values;
    for (const Dot& dot : data.dots)
        if (dot.state != DotState::Diverged && std::isfinite(dot.y))
            values.push_back(dot.y);
    std::ranges::sort(values);
    return values;
}

/// The middle one of the widths of the dots' intervals; none: no dot has one.
std::optional<double> usualWidth(const DotData& data)
{
    std::vector<double> widths;
    for (const Dot& dot : data.dots)
        if (dot.interval && dot.state != DotState::Diverged)
            widths.push_back(dot.interval->span());
    std::ranges::sort(widths);
    return widths.empty() ? std::nullopt : std::optional(widths[widths.size() / 2]);
}

/// Where near the best ends: values ascend.
Range fencedRange(const DotData& data, const std::vector<double>& values, bool all)
{
    Range range{values.front(), values.back()};
    if (!data.fenced || all)
        return range;
    if (const auto reach = usualWidth(data)) {
        if (data.higherIsBetter)
            range.low = *std::ranges::lower_bound(values, values.back() - nearIntervals * *reach);
        else
            range.high = *std::prev(std::ranges::upper_bound(values, values.front() + nearIntervals * *reach));
        return range;
    }
    const double width = fenceWidth * (quantile(values, 0.75) - quantile(values, 0.25));
    if (data.higherIsBetter)
        range.low = *std::ranges::lower_bound(values, quantile(values, 0.25) - width);
    else
        range.high = *std::prev(std::ranges::upper_bound(values, quantile(values, 0.75) + width));
    return range;
}

Range yRange(const DotData& data, const DotView& view)
{
    if (view.y)
        return *view.y;
    if (data.yRange)
        return *data.yRange;
    const std::vector<double> values = knownValues(data);
    if (values.empty())
        return {0, 1};
    const Range fence = fencedRange(data, values, view.all);
    Range range = fence;
    for (const Dot& dot : data.dots)
        if (dot.interval && dot.state != DotState::Diverged && fence.contains(dot.y)) {
            range.low = std::min(range.low, dot.interval->low);
            range.high = std::max(range.high, dot.interval->high);
        }
    if (data.fromZero)
        range = {std::min(0.0, range.low), std::max(0.0, range.high)};
    if (!(range.span() > 0))
        range = {range.low - std::max(1e-3, std::abs(range.low) * 0.05),
                 range.high + std::max(1e-3, std::abs(range.high) * 0.05)};
    // A full step below, so that the rim has a label: "4 trials below 0.43".
    const double step = niceStep(range.span(), 5);
    range.low = std::min(range.low, std::floor(range.low / step + 1e-9) * step);
    range.high += 0.08 * range.span();
    return range;
}

Frame frameFor(const DotData& data, const QRectF& whole, const DotView& view)
{
    Frame frame;
    frame.xFormat = data.xFormat;
    frame.yFormat = data.yFormat;
    frame.wholeX = data.wholeX;
    frame.labelsLowX = data.wholeX;
    frame.map.x = {xRange(data, view), data.logarithmicX};
    frame.map.y = {yRange(data, view), false};
    QMarginsF margins = frameMargins();
    if (data.yFormat.withSign)
        margins.setLeft(50);
    if (data.zone)
        margins.setTop(margins.top() + zoneRoom);
    if (data.logarithmicX) {
        frame.xFormat.exact = true;
        frame.mostX = dotLayoutMostLogLabels;
        frame.map.area = plotArea(whole, margins);
        margins.setRight(std::max(margins.right(), overhangRight(frame) + 4));
    } else {
        frame.inset = rimInset;
        margins.setLeft(margins.left() + rimInset);
        margins.setRight(margins.right() + rimInset);
    }
    if (!data.bestLine.isEmpty())
        margins.setRight(bestWordsGap + bestWordsWidth(data) + 4);
    frame.map.area = plotArea(whole, margins);
    return frame;
}

std::optional<QPointF> placeOf(const Dot& dot, const PlotMap& map)
{
    const bool isBeyond = dot.state == DotState::Diverged && dot.x > map.x.range.high; // cut there, and told
    if (!isBeyond && !map.x.range.contains(dot.x))
        return std::nullopt;
    const double x = isBeyond ? map.area.right() : map.toX(dot.x);
    if (dot.state == DotState::Diverged)
        return QPointF(x, map.area.bottom() - rimDepth);
    if (std::isnan(dot.y))
        return std::nullopt;
    if (dot.y < map.y.range.low)
        return QPointF(x, map.area.bottom() - rimDepth);
    if (dot.y > map.y.range.high)
        return QPointF(x, map.area.top() + rimDepth);
    return QPointF(x, map.toY(dot.y));
}

} // namespace

double bestWordsWidth(const DotData& data)
{
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    double width = metrics.horizontalAdvance(data.bestLine);
    for (const QPointF& point : bestPoints(data))
        width = std::max(width, metrics.horizontalAdvance(fixed(point.y(), data.decimals)));
    return std::ceil(width);
}

DotLayout layoutDots(const DotData& data, const QRectF& whole, const DotView& view)
{
    DotLayout layout{frameFor(data, whole, view)};
    for (const Dot& dot : data.dots)
        layout.places.push_back(placeOf(dot, layout.map()));
    return layout;
}

std::optional<MarkId> dotAt(const DotData& data, const DotLayout& layout, const QPointF& pixel)
{
    std::optional<MarkId> nearest;
    double nearestDistance = dotLayoutReach;
    for (std::size_t i = 0; i < data.dots.size(); ++i) {
        const auto& place = layout.places[i];
        if (!place)
            continue;
        const double distance = std::hypot(place->x() - pixel.x(), place->y() - pixel.y());
        if (distance <= nearestDistance) {
            nearest = data.dots[i].id;
            nearestDistance = distance;
        }
    }
    return nearest;
}

const Dot* nearestDot(const DotData& data, const DotLayout& layout, double pixelX)
{
    const Dot* nearest = nullptr;
    double nearestDistance = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < data.dots.size(); ++i) {
        const double distance = layout.places[i] ? std::abs(layout.places[i]->x() - pixelX) : nearestDistance;
        if (distance < nearestDistance) {
            nearest = &data.dots[i];
            nearestDistance = distance;
        }
    }
    return nearest;
}

} // namespace tastescope::ui
