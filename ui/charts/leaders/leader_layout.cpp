#include "ui/charts/leaders/leader_layout.h"

#include "ui/charts/leaders/leader_words.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double leaderReach = 9;   // px from a point that still hit it
constexpr double beside = 8;        // px from a point to its name
constexpr double bandRoom = 20;     // px above the plot for the band's words
constexpr double leastFactor = 1.6; // that the axis goes on beyond the cheapest and the dearest
constexpr double labelPixels = 60;  // least room of a tick's text

bool isShown(const LeaderPoint& point)
{
    return point.cost > 0 && std::isfinite(point.cost) && std::isfinite(point.value);
}

Range costRange(const LeaderData& data)
{
    Range range{std::numeric_limits<double>::infinity(), 0};
    for (const LeaderPoint& point : data.points)
        if (isShown(point))
            range = {std::min(range.low, point.cost), std::max(range.high, point.cost)};
    return range.high > 0 ? Range{range.low / leastFactor, range.high * leastFactor} : Range{1, 10};
}

Range valueRange(const LeaderData& data)
{
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const LeaderPoint& point : data.points)
        if (isShown(point))
            range = {std::min(range.low, point.interval.low), std::max(range.high, point.interval.high)};
    if (range.low > range.high)
        return {0, 1};
    const double room = std::max(1e-3, range.span()) * 0.08;
    return {range.low - room, range.high + room};
}

/// As many ticks as have room for their texts.
std::vector<CostTick> thinned(std::vector<CostTick> ticks, const PlotMap& map)
{
    std::vector<CostTick> kept;
    for (CostTick& tick : ticks)
        if (kept.empty() || map.toX(tick.value) - map.toX(kept.back().value) >= labelPixels)
            kept.push_back(std::move(tick));
    return kept;
}

/// Of the words right of the plot: what the steps are, and where chance lies.
double wordsWidth(const LeaderData& data)
{
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    const double steps = metrics.horizontalAdvance(QObject::tr("best for its cost"));
    const double chance = data.chance ? 10 + metrics.horizontalAdvance(chanceWords(data)) : 0;
    return std::ceil(std::max(steps, chance)) + 12;
}

/// Where a name may stand, the nearest first. The second half is led to by a line.
std::vector<QRectF> labelPlaces(const QPointF& at, const QSizeF& size)
{
    const double w = size.width();
    const double h = size.height();
    std::vector<QRectF> places{{at.x() + beside, at.y() - h / 2, w, h},
                               {at.x() - beside - w, at.y() - h / 2, w, h},
                               {at.x() - w / 2, at.y() + beside, w, h},
                               {at.x() - w / 2, at.y() - beside - h, w, h}};
    for (const double down : {1.6, -1.6, 2.8, -2.8, 4.0})
        for (const double right : {-0.5, 0.1, -1.1})
            places.emplace_back(at.x() + right * w, at.y() + down * h - h / 2 + (down > 0 ? beside : -beside), w, h);
    return places;
}

/// No name is written over the steps of the frontier.
void addSteps(std::vector<QRectF>& taken, const LeaderData& data, const PlotMap& map)
{
    constexpr double around = 1;
    const auto points = frontierOf(data);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF from = map.toPixel({points[i]->cost, points[i]->value});
        const bool isLast = i + 1 == points.size();
        const QPointF to =
            isLast ? QPointF(map.area.right(), from.y()) : map.toPixel({points[i + 1]->cost, points[i + 1]->value});
        taken.emplace_back(from.x(), from.y() - around, to.x() - from.x(), 2 * around);
        taken.emplace_back(to.x() - around, to.y(), 2 * around, from.y() - to.y());
    }
}

void placeLabels(LeaderLayout& layout, const LeaderData& data, const QRectF& whole)
{
    constexpr std::size_t near = 4; // places without a line
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    const QRectF bounds = whole.adjusted(4, 2, -4, 0);
    const double floor = layout.map().area.bottom();
    std::vector<QRectF> taken;
    for (const auto& place : layout.places)
        if (place)
            taken.emplace_back(place->x() - 6, place->y() - 6, 12, 12);
    addSteps(taken, data, layout.map());
    for (std::size_t i = 0; i < data.points.size(); ++i) {
        if (!layout.places[i])
            continue;
        const QSizeF size(std::ceil(metrics.horizontalAdvance(data.points[i].name)), metrics.height());
        const auto places = labelPlaces(*layout.places[i], size);
        for (std::size_t p = 0; p < places.size(); ++p) {
            const auto overlaps = [&](const QRectF& other) { return other.intersects(places[p]); };
            if (!bounds.contains(places[p]) || places[p].bottom() > floor || std::ranges::any_of(taken, overlaps))
                continue;
            taken.push_back(places[p]);
            layout.labels.push_back({i, places[p], p >= near});
            break;
        }
    }
}

} // namespace

std::optional<Range> asGoodAsBest(const LeaderData& data)
{
    std::optional<Range> band;
    int runs = 0;
    for (const LeaderPoint& point : data.points) {
        if (!point.isFirst)
            continue;
        ++runs;
        band = band ? Range{std::min(band->low, point.value), std::max(band->high, point.value)}
                    : Range{point.value, point.value};
    }
    return runs > 1 ? band : std::nullopt;
}

std::vector<const LeaderPoint*> frontierOf(const LeaderData& data)
{
    std::vector<const LeaderPoint*> points;
    for (const LeaderPoint& point : data.points)
        if (point.isFrontier && isShown(point))
            points.push_back(&point);
    std::ranges::stable_sort(points, {}, &LeaderPoint::cost);
    return points;
}

LeaderLayout layoutLeaders(const LeaderData& data, const QRectF& whole)
{
    LeaderLayout layout;
    QMarginsF margins = frameMargins();
    margins.setTop(margins.top() + bandRoom);
    margins.setRight(wordsWidth(data));
    layout.frame.map.area = plotArea(whole, margins);
    layout.frame.map.x = {costRange(data), true};
    layout.frame.map.y = {valueRange(data), false};
    layout.ticks = thinned(costTicks(layout.map().x.range, data.unit), layout.map());
    for (const LeaderPoint& point : data.points)
        layout.places.push_back(isShown(point) ? std::optional(layout.map().toPixel({point.cost, point.value}))
                                               : std::nullopt);
    placeLabels(layout, data, whole);
    return layout;
}

std::optional<MarkId> leaderAt(const LeaderData& data, const LeaderLayout& layout, const QPointF& pixel)
{
    std::optional<MarkId> nearest;
    double nearestDistance = leaderReach;
    for (std::size_t i = 0; i < data.points.size(); ++i) {
        if (!layout.places[i])
            continue;
        const QPointF away = *layout.places[i] - pixel;
        const double distance = std::hypot(away.x(), away.y());
        if (distance < nearestDistance) { // of two the better, which is drawn above
            nearest = data.points[i].id;
            nearestDistance = distance;
        }
    }
    return nearest;
}

} // namespace tastescope::ui
