#include "ui/charts/dots/parameter_map.h"

#include "ui/charts/plot/readout.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr double parameterMapReach = 10;
constexpr double shiftPixels = 7; // between dots of one place
constexpr int parameterMapMostLogLabels = 6;

Scale scaleOf(const MapAxis& axis, const std::vector<MapPoint>& points, double MapPoint::*value)
{
    if (!axis.choices.isEmpty())
        return {{-0.5, static_cast<double>(axis.choices.size()) - 0.5}, false};
    if (axis.range && axis.range->span() > 0)
        return {*axis.range, axis.logarithmic};
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const MapPoint& point : points)
        if (const double at = point.*value; std::isfinite(at) && (!axis.logarithmic || at > 0)) {
            low = std::min(low, at);
            high = std::max(high, at);
        }
    if (low > high)
        return {axis.logarithmic ? Range{0.1, 1} : Range{0, 1}, axis.logarithmic};
    if (axis.logarithmic)
        return {{low / 1.4, high * 1.4}, true};
    const double air = low < high ? 0.06 * (high - low) : 0.5;
    return {{low - air, high + air}, false};
}

} // namespace

QString MapAxis::text(double value) const
{
    if (!choices.isEmpty())
        return choices.value(static_cast<qsizetype>(std::lround(value)));
    return logarithmic ? shortest(value) : general(value);
}

void ParameterMap::setData(MapData fresh)
{
    m_data = std::move(fresh);
    rankPoints();
    announceData();
}

void ParameterMap::rankPoints()
{
    m_ranks.assign(m_data.points.size(), 0);
    m_shift.assign(m_data.points.size(), 0);
    const double sign = m_data.higherIsBetter ? 1 : -1;
    m_lastRank = 0;
    std::map<std::pair<double, double>, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < m_data.points.size(); ++i) {
        const MapPoint& point = m_data.points[i];
        if (!std::isnan(point.x) && !std::isnan(point.y))
            places[{point.x, point.y}].push_back(i);
        if (std::isnan(point.value))
            continue;
        m_ranks[i] =
            1 + static_cast<int>(std::count_if(m_data.points.begin(), m_data.points.end(), [&](const MapPoint& other) {
                return sign * other.value > sign * point.value;
            }));
        m_lastRank = std::max(m_lastRank, m_ranks[i]);
    }
    for (const auto& [place, points] : places)
        for (std::size_t i = 0; i < points.size(); ++i)
            m_shift[points[i]] = shiftPixels * (static_cast<double>(i) - (static_cast<double>(points.size()) - 1) / 2);
}

QList<KeyEntry> ParameterMap::key() const
{
    if (isEmpty())
        return {};
    return {{Token::Base, KeyShape::Ramp, tr("worst to best %1").arg(m_data.valueName)}};
}

Frame ParameterMap::frameFor(const QRectF& whole) const
{
    Frame frame;
    frame.map.x = scaleOf(m_data.x, m_data.points, &MapPoint::x);
    frame.map.y = scaleOf(m_data.y, m_data.points, &MapPoint::y);
    frame.xFormat.exact = m_data.x.logarithmic;
    frame.yFormat.exact = m_data.y.logarithmic;
    frame.mostX = parameterMapMostLogLabels;
    QMarginsF margins = frameMargins();
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    QStringList left = m_data.y.choices;
    if (left.isEmpty()) {
        frame.map.area = plotArea(whole, margins);
        left = tickLabels(yTicks(frame), frame.yFormat);
    }
    for (const QString& label : left)
        margins.setLeft(std::max(margins.left(), metrics.horizontalAdvance(label) + labelGap + 12));
    margins.setBottom(margins.bottom() + metrics.height());
    margins.setTop(margins.top() + metrics.height());
    frame.map.area = plotArea(whole, margins);
    if (m_data.x.choices.isEmpty())
        margins.setRight(std::max(margins.right(), overhangRight(frame) + 4));
    frame.map.area = plotArea(whole, margins);
    return frame;
}

std::optional<QPointF> ParameterMap::placeOf(std::size_t point, const PlotMap& map) const
{
    const MapPoint& data = m_data.points[point];
    if (!map.x.range.contains(data.x) || !map.y.range.contains(data.y))
        return std::nullopt;
    return map.toPixel({data.x, data.y}) + QPointF(m_shift[point], 0);
}

std::optional<QPointF> ParameterMap::placeOf(MarkId id) const
{
    const PlotMap map = frameFor(rect()).map;
    for (std::size_t i = 0; i < m_data.points.size(); ++i)
        if (m_data.points[i].id == id)
            return placeOf(i, map);
    return std::nullopt;
}

AxisTitles ParameterMap::axisTitles(const QRectF& whole) const
{
    return isEmpty() ? AxisTitles() : AxisTitles{{}, {}, {}, frameFor(whole).map.area}; // they stand in the chart
}

PlotTable ParameterMap::table() const
{
    QStringList names;
    QStringList xWords;
    QStringList yWords;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> values;
    std::vector<double> ranks;
    for (std::size_t i = 0; i < m_data.points.size(); ++i) {
        const MapPoint& point = m_data.points[i];
        names << point.name;
        xWords << m_data.x.text(point.x);
        yWords << m_data.y.text(point.y);
        x.push_back(point.x);
        y.push_back(point.y);
        values.push_back(point.value);
        ranks.push_back(m_ranks[i] > 0 ? m_ranks[i] : std::numeric_limits<double>::quiet_NaN());
    }
    PlotTable table{{{tr("trial"), names}}};
    if (m_data.x.choices.isEmpty())
        table.columns.push_back({m_data.x.name, std::move(x)});
    else
        table.columns.push_back({m_data.x.name, xWords});
    if (m_data.y.choices.isEmpty())
        table.columns.push_back({m_data.y.name, std::move(y)});
    else
        table.columns.push_back({m_data.y.name, yWords});
    table.columns.push_back({m_data.valueName, std::move(values), m_data.decimals});
    table.columns.push_back({tr("rank"), std::move(ranks), 0});
    return table;
}

QString ParameterMap::summary() const
{
    if (isEmpty())
        return tr("No trials yet.");
    const auto best = std::find(m_ranks.begin(), m_ranks.end(), 1);
    QString text = tr("%1 trials by %2 and %3")
                       .arg(count(static_cast<std::int64_t>(m_data.points.size())), m_data.x.name, m_data.y.name);
    if (best != m_ranks.end()) {
        const MapPoint& point = m_data.points[static_cast<std::size_t>(best - m_ranks.begin())];
        text += tr("; best %1, %2 %3 at %4 and %5")
                    .arg(point.name, m_data.valueName, fixed(point.value, m_data.decimals), m_data.x.text(point.x),
                         m_data.y.text(point.y));
    }
    return text + QLatin1Char('.');
}

std::vector<MarkId> ParameterMap::marks() const
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < m_data.points.size(); ++i)
        if (!std::isnan(m_data.points[i].x) && !std::isnan(m_data.points[i].y))
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return std::pair(m_data.points[one].x, m_data.points[one].y)
               < std::pair(m_data.points[other].x, m_data.points[other].y);
    });
    std::vector<MarkId> ids;
    for (const std::size_t i : order)
        ids.push_back(m_data.points[i].id);
    return ids;
}

std::optional<MarkId> ParameterMap::markAt(const QPointF& pixel) const
{
    const PlotMap map = frameFor(rect()).map;
    std::optional<MarkId> nearest;
    double nearestDistance = parameterMapReach;
    for (std::size_t i = 0; i < m_data.points.size(); ++i)
        if (const auto place = placeOf(i, map)) {
            const double distance = std::hypot(place->x() - pixel.x(), place->y() - pixel.y());
            if (distance <= nearestDistance) {
                nearest = m_data.points[i].id;
                nearestDistance = distance;
            }
        }
    return nearest;
}

} // namespace tastescope::ui
