#include "ui/charts/plot/decimate.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tastescope::ui {

namespace {

bool isNumber(const QPointF& point)
{
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

// Runs of points that can be shown, in pixels.
std::vector<QPolygonF> splitAtGaps(std::span<const QPointF> points, const PlotMap& map)
{
    std::vector<QPolygonF> pieces;
    bool inside = false;
    for (const QPointF& point : points) {
        const QPointF pixel = map.toPixel(point);
        if (!isNumber(pixel)) {
            inside = false;
            continue;
        }
        if (!inside)
            pieces.emplace_back();
        inside = true;
        pieces.back() << pixel;
    }
    return pieces;
}

// Keeps the lowest and the highest point of each pixel column, in their order.
QPolygonF thinned(const QPolygonF& line)
{
    QPolygonF result;
    for (qsizetype begin = 0; begin < line.size();) {
        const double column = std::floor(line[begin].x());
        qsizetype low = begin;
        qsizetype high = begin;
        qsizetype end = begin;
        for (; end < line.size() && std::floor(line[end].x()) == column; ++end) {
            if (line[end].y() < line[low].y())
                low = end;
            if (line[end].y() > line[high].y())
                high = end;
        }
        result << line[std::min(low, high)];
        if (low != high)
            result << line[std::max(low, high)];
        begin = end;
    }
    return result;
}

// The part of a segment inside the rectangle (Liang and Barsky, 1984).
std::optional<std::pair<QPointF, QPointF>> clipped(const QPointF& from, const QPointF& to, const QRectF& area)
{
    const QPointF way = to - from;
    double enter = 0;
    double leave = 1;
    const auto cut = [&](double speed, double room) {
        if (speed == 0)
            return room >= 0;
        const double time = room / speed;
        if (speed < 0)
            enter = std::max(enter, time);
        else
            leave = std::min(leave, time);
        return enter <= leave;
    };
    if (cut(-way.x(), from.x() - area.left()) && cut(way.x(), area.right() - from.x())
        && cut(-way.y(), from.y() - area.top()) && cut(way.y(), area.bottom() - from.y()))
        return std::pair{from + way * enter, from + way * leave};
    return std::nullopt;
}

void clipTo(const QRectF& area, const QPolygonF& line, std::vector<QPolygonF>& result)
{
    if (line.size() == 1 && isWithin(area, line.front()))
        result.push_back(line);
    bool joined = false;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const auto segment = clipped(line[i - 1], line[i], area);
        if (!segment) {
            joined = false;
            continue;
        }
        if (!joined)
            result.push_back({segment->first});
        result.back() << segment->second;
        joined = segment->second == line[i];
    }
}

} // namespace

std::vector<QPolygonF> visibleLines(std::span<const QPointF> points, const PlotMap& map)
{
    // One point beyond either edge lets the line run up to it.
    const auto before = [](const QPointF& point, double x) { return point.x() < x; };
    auto first = std::lower_bound(points.begin(), points.end(), map.x.range.low, before);
    auto last = std::lower_bound(first, points.end(), map.x.range.high, before);
    first -= first == points.begin() ? 0 : 1;
    last += std::min<std::ptrdiff_t>(2, points.end() - last);

    std::vector<QPolygonF> result;
    for (const QPolygonF& piece : splitAtGaps({first, last}, map))
        clipTo(map.area, thinned(piece), result);
    return result;
}

int countNotPositive(std::span<const QPointF> points, const PlotMap& map)
{
    return static_cast<int>(std::count_if(points.begin(), points.end(), [&](const QPointF& point) {
        return isNumber(point) && point.y() <= 0 && map.x.range.contains(point.x());
    }));
}

std::vector<QPointF> smoothed(std::span<const QPointF> points, double weight)
{
    std::vector<QPointF> result(points.begin(), points.end());
    if (!(weight > 0))
        return result;
    double mean = 0;  // debiased, so that a constant stays itself to the last bit
    double share = 0; // 1 - w^t
    for (QPointF& point : result) {
        if (!isNumber(point))
            continue;
        share = weight * share + (1 - weight);
        mean += (point.y() - mean) * (1 - weight) / share;
        point.setY(mean);
    }
    return result;
}

} // namespace tastescope::ui
