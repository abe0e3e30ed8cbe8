#include "ui/charts/dots/dot_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double zoneRoom = 20; // px above the plot for the zones' words
constexpr double rimInset = 12; // px beside the first and the last dot
constexpr double rimDepth = 6;  // px above the axis where marks out of range stand
constexpr int mostLogLabels = 6;
constexpr double fenceWidth = 1.5; // of the middle half's width: Tukey's fence

// The value below which a quarter (three quarters) lie; values ascend.
double quantile(const std::vector<double>& values, double share)
{
    const double at = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

} // namespace

Range DotChart::xRange() const
{
    if (m_data.xRange)
        return *m_data.xRange;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const Dot& dot : m_data.dots)
        if (std::isfinite(dot.x) && (!m_data.logarithmicX || dot.x > 0)) {
            low = std::min(low, dot.x);
            high = std::max(high, dot.x);
        }
    if (low > high)
        return m_data.logarithmicX ? Range{0.1, 1} : Range{0, 1};
    if (m_data.logarithmicX)
        return {low / 1.25, high * 1.25};
    return low == high ? Range{low - 1, high + 1} : Range{low, high};
}

Range DotChart::yRange() const
{
    if (m_data.yRange)
        return *m_data.yRange;
    std::vector<double> values;
    for (const Dot& dot : m_data.dots)
        if (dot.state != DotState::Diverged && std::isfinite(dot.y))
            values.push_back(dot.y);
    if (values.empty())
        return {0, 1};
    std::sort(values.begin(), values.end());
    Range range{values.front(), values.back()};
    if (m_data.fenced) {
        const double width = fenceWidth * (quantile(values, 0.75) - quantile(values, 0.25));
        if (m_data.higherIsBetter)
            range.low = *std::lower_bound(values.begin(), values.end(), quantile(values, 0.25) - width);
        else
            range.high = *std::prev(std::upper_bound(values.begin(), values.end(), quantile(values, 0.75) + width));
    }
    const Range fence = range;
    for (const Dot& dot : m_data.dots)
        if (dot.interval && dot.state != DotState::Diverged && fence.contains(dot.y)) {
            range.low = std::min(range.low, dot.interval->low);
            range.high = std::max(range.high, dot.interval->high);
        }
    if (m_data.fromZero)
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

Frame DotChart::frameFor(const QRectF& whole) const
{
    Frame frame;
    frame.xFormat = m_data.xFormat;
    frame.yFormat = m_data.yFormat;
    frame.wholeX = m_data.wholeX;
    frame.labelsLowX = m_data.wholeX;
    frame.map.x = {xRange(), m_data.logarithmicX};
    frame.map.y = {yRange(), false};
    QMarginsF margins = frameMargins;
    if (m_data.yFormat.withSign)
        margins.setLeft(50);
    if (m_data.zone)
        margins.setTop(margins.top() + zoneRoom);
    if (m_data.logarithmicX) {
        frame.xFormat.exact = true;
        frame.mostX = mostLogLabels;
        frame.map.area = plotArea(whole, margins);
        margins.setRight(std::max(margins.right(), overhangRight(frame) + 4));
    } else {
        frame.inset = rimInset;
        margins.setLeft(margins.left() + rimInset);
        margins.setRight(margins.right() + rimInset);
    }
    frame.map.area = plotArea(whole, margins);
    return frame;
}

std::optional<QPointF> DotChart::placeOf(const Dot& dot, const PlotMap& map) const
{
    if (!map.x.range.contains(dot.x))
        return std::nullopt;
    const double x = map.toX(dot.x);
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

std::optional<QPointF> DotChart::placeOf(MarkId id) const
{
    const Dot* dot = dotOf(id);
    return dot ? placeOf(*dot, map()) : std::nullopt;
}

std::vector<QPointF> DotChart::bestPoints() const
{
    std::vector<QPointF> points;
    for (const Dot& dot : m_data.dots)
        if (dot.state != DotState::Diverged && std::isfinite(dot.y)
            && (points.empty() || better(dot.y, points.back().y())))
            points.emplace_back(dot.x, dot.y);
    return points;
}

} // namespace tastescope::ui
