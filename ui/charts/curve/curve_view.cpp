#include "ui/charts/curve/curve_view.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

ZoomState zoomedBy(const CurveData& data, const CurveView& view, const PlotMap& map, double factor,
                   double aboutFraction)
{
    const Scale& x = map.x;
    const Range full = fittingX(data, view.logarithmicX);
    const Range wanted{x.value(aboutFraction * (1 - 1 / factor)),
                       x.value(aboutFraction + (1 - aboutFraction) / factor)};
    const Range kept{std::max(full.low, wanted.low), std::min(full.high, wanted.high)};
    if (kept.span() >= full.span() * (1 - 1e-9))
        return {std::nullopt, view.zoom.y};
    if (kept.span() > full.span() * 1e-6)
        return {kept, view.zoom.y};
    return view.zoom;
}

ZoomState pannedBy(const CurveData& data, const CurveView& view, const PlotMap& map, double fractionX, double fractionY)
{
    ZoomState state = view.zoom;
    if (state.x) {
        const Scale full{fittingX(data, view.logarithmicX), view.logarithmicX};
        const double low = full.fraction(map.x.range.low);
        const double high = full.fraction(map.x.range.high);
        const double move = std::clamp(fractionX * (high - low), -low, 1 - high);
        state.x = Range{full.value(low + move), full.value(high + move)};
    }
    if (state.y)
        state.y = Range{map.y.value(fractionY), map.y.value(1 + fractionY)};
    return state;
}

std::optional<double> nearestPlace(const CurveData& data, double x)
{
    std::optional<double> best;
    for (const Curve& curve : data.curves) {
        if (curve.points.empty())
            continue;
        const double within = std::clamp(x, curve.points.front().x(), curve.points.back().x());
        const auto point = nearestPoint(curve.points, within);
        if (point && (!best || std::abs(point->x() - x) < std::abs(*best - x)))
            best = point->x();
    }
    return best;
}

std::optional<double> steppedPlace(const CurveData& data, const std::optional<double>& from, int points)
{
    const std::vector<double> places = placesOf(data);
    if (places.empty())
        return std::nullopt;
    const double start = from.value_or(points > 0 ? places.front() : places.back());
    const auto at = std::lower_bound(places.begin(), places.end(), start) - places.begin();
    const auto last = static_cast<std::ptrdiff_t>(places.size()) - 1;
    const auto to = from ? std::clamp(at + points, std::ptrdiff_t{0}, last) : std::min(at, last);
    return places[static_cast<std::size_t>(to)];
}

std::vector<double> placesOf(const CurveData& data)
{
    std::vector<double> places;
    for (const Curve& curve : data.curves)
        for (const QPointF& point : curve.points)
            places.push_back(point.x());
    std::ranges::sort(places);
    const auto repeated = std::ranges::unique(places);
    places.erase(repeated.begin(), repeated.end());
    return places;
}

} // namespace tastescope::ui
