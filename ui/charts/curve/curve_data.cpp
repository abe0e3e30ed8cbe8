#include "ui/charts/curve/curve_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

class Bounds
{
public:
    explicit Bounds(bool positiveOnly) : m_positiveOnly(positiveOnly) {}

    void add(double value)
    {
        if (!std::isfinite(value) || (m_positiveOnly && value <= 0))
            return;
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
    }

    bool isEmpty() const { return m_low > m_high; }
    Range range() const { return {m_low, m_high}; }

private:
    bool m_positiveOnly;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

void addVisible(Bounds& bounds, const std::vector<QPointF>& points, const Range& x)
{
    for (const QPointF& point : points)
        if (x.contains(point.x()))
            bounds.add(point.y());
}

Range widened(const Range& range, bool logarithmic)
{
    if (logarithmic) {
        const double ratio = std::max(range.high / range.low, 1.05);
        return {range.low / std::pow(ratio, 0.03), range.high * std::pow(ratio, 0.03)};
    }
    const double span = std::max(range.span(), std::max(1e-9, std::abs(range.high) * 0.05));
    const double step = niceStep(span, 5);
    const double low = std::floor(range.low / step + 1e-9) * step;
    return {range.low >= 0 ? std::max(0.0, low) : low, range.low + span * 1.04};
}

} // namespace

Range fittingY(const CurveData& data, const Range& x, bool logarithmic)
{
    if (data.yRange)
        return *data.yRange;
    Bounds lines(logarithmic);
    for (const Curve& curve : data.curves) {
        for (const auto* points : {&curve.points, &curve.raw, &curve.low, &curve.high})
            addVisible(lines, *points, x);
    }
    for (const ReferenceLine& reference : data.references)
        if (reference.style.role == LineRole::Baseline || lines.isEmpty())
            lines.add(reference.value);
    if (lines.isEmpty())
        return logarithmic ? Range{1, 10} : Range{0, 1};

    Bounds all = lines;
    const double span = std::max(lines.range().span(), 0.05 * std::abs(lines.range().high));
    for (const ReferenceLine& reference : data.references) {
        Bounds tried = lines;
        tried.add(reference.value);
        if (tried.range().span() <= 2 * span)
            all.add(reference.value);
    }
    return widened(all.range(), logarithmic);
}

Range fittingX(const CurveData& data, bool logarithmic)
{
    Bounds bounds(logarithmic);
    if (data.xRange) {
        bounds.add(data.xRange->low);
        bounds.add(data.xRange->high);
    }
    for (const Curve& curve : data.curves)
        for (const auto* points : {&curve.points, &curve.raw})
            for (const QPointF& point : *points)
                bounds.add(point.x());
    if (bounds.isEmpty())
        return {1, 2};
    Range range = bounds.range();
    if (range.span() <= 0)
        range.high = range.low + 1;
    return range;
}

std::optional<QPointF> nearestPoint(const std::vector<QPointF>& points, double x)
{
    if (points.empty() || x < points.front().x() || x > points.back().x())
        return std::nullopt;
    const auto after = std::lower_bound(points.begin(), points.end(), x,
                                        [](const QPointF& point, double value) { return point.x() < value; });
    if (after == points.begin())
        return *after;
    const auto before = after - 1;
    return x - before->x() < after->x() - x ? *before : *after;
}

} // namespace tastescope::ui
