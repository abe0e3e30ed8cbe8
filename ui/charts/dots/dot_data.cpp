#include "ui/charts/dots/dot_data.h"

#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

bool counts(const Dot& dot)
{
    return dot.state != DotState::Diverged && std::isfinite(dot.y);
}

bool better(const DotData& data, double one, double other)
{
    return data.higherIsBetter ? one > other : one < other;
}

} // namespace

void sortDots(std::vector<Dot>& dots)
{
    const auto place = [](const Dot& dot) {
        return std::isnan(dot.x) ? std::numeric_limits<double>::infinity() : dot.x;
    };
    std::ranges::stable_sort(dots, {}, place);
}

const Dot* dotOf(const DotData& data, const std::optional<MarkId>& id)
{
    const auto found = std::ranges::find_if(data.dots, [&](const Dot& dot) { return id && dot.id == *id; });
    return found == data.dots.end() ? nullptr : &*found;
}

const Dot* bestDot(const DotData& data)
{
    const Dot* best = nullptr;
    for (const Dot& dot : data.dots)
        if (counts(dot) && (!best || better(data, dot.y, best->y)))
            best = &dot;
    return best;
}

std::vector<QPointF> bestPoints(const DotData& data)
{
    std::vector<QPointF> points;
    for (const Dot& dot : data.dots)
        if (counts(dot) && (points.empty() || better(data, dot.y, points.back().y())))
            points.emplace_back(dot.x, dot.y);
    return points;
}

double roundedPlace(const DotData& data, double x)
{
    return data.wholeX ? std::round(x) : QString::number(x, 'g', 3).toDouble();
}

QString placeText(const DotData& data, double x)
{
    return data.logarithmicX ? shortest(x) : general(x);
}

} // namespace tastescope::ui
