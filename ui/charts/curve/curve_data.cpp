#include "ui/charts/curve/curve_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr std::size_t fewPoints = 4; // of a line that has hardly begun

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

void addVisible(Bounds& bounds, const std::vector<QPointF>& points, const Range& x, double floor)
{
    for (const QPointF& point : points)
        if (x.contains(point.x()) && point.y() >= floor)
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

/// A line that grows and has hardly begun: where it will go nobody knows.
bool isYoung(const CurveData& data)
{
    return std::ranges::any_of(data.curves, &Curve::live)
           && std::ranges::all_of(data.curves, [](const Curve& curve) { return curve.points.size() < fewPoints; });
}

/// Room for what is to come, in steps as large as the value: the next points are inside already.
Range roomy(const CurveData& data, Range range)
{
    for (const ReferenceLine& reference : data.references)
        range = {std::min(range.low, reference.value), std::max(range.high, reference.value)};
    const double size = std::max(range.high - std::min(0.0, range.low), 1e-9);
    const double step = 2 * std::pow(10.0, std::floor(std::log10(size))); // the same up to ten times as much
    const double low = (std::floor(range.low / step) - 1) * step;
    return {range.low >= 0 ? std::max(0.0, low) : low, std::ceil(1.25 * range.high / step) * step};
}

} // namespace

std::vector<ShownFigure> bestFigures(const CurveData& data, const std::string& metric)
{
    std::vector<ShownFigure> figures;
    for (const Curve& curve : data.curves)
        if (curve.best)
            figures.push_back({figure::ofRun(curve.name, metric), curve.best->y()});
    for (const ReferenceLine& reference : data.references)
        figures.push_back({figure::ofRun(reference.name, metric), reference.value});
    return figures;
}

Range fittingY(const CurveData& data, const Range& x, bool logarithmic, bool all)
{
    if (data.yRange)
        return *data.yRange;
    const double floor = data.floor && !all ? *data.floor : -std::numeric_limits<double>::infinity();
    Bounds lines(logarithmic);
    for (const Curve& curve : data.curves) {
        for (const auto* points : {&curve.points, &curve.raw, &curve.low, &curve.high})
            addVisible(lines, *points, x, floor);
    }
    for (const ReferenceLine& reference : data.references)
        if (reference.style.role == LineRole::Baseline || lines.isEmpty())
            lines.add(reference.value);
    if (lines.isEmpty())
        return logarithmic ? Range{1, 10} : Range{0, 1};
    if (isYoung(data) && !logarithmic)
        return roomy(data, lines.range());

    Bounds inSight = lines;
    const double span = std::max(lines.range().span(), 0.05 * std::abs(lines.range().high));
    for (const ReferenceLine& reference : data.references) {
        Bounds tried = lines;
        tried.add(reference.value);
        if (tried.range().span() <= 2 * span)
            inSight.add(reference.value);
    }
    return widened(inSight.range(), logarithmic);
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

void setMean(Curve& curve, const std::vector<std::vector<QPointF>>& lines)
{
    curve.points.clear();
    curve.low.clear();
    curve.high.clear();
    const auto number = static_cast<double>(lines.size());
    const auto goesOn = [&](std::size_t place) {
        return !lines.empty() && std::ranges::all_of(lines, [place](const auto& line) { return place < line.size(); });
    };
    for (std::size_t place = 0; goesOn(place); ++place) {
        QPointF sum;
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (const auto& line : lines) {
            sum += line[place];
            low = std::min(low, line[place].y());
            high = std::max(high, line[place].y());
        }
        curve.points.push_back(sum / number);
        curve.low.emplace_back(sum.x() / number, low);
        curve.high.emplace_back(sum.x() / number, high);
    }
}

std::vector<QPointF> stepCorners(const std::vector<QPointF>& points)
{
    std::vector<QPointF> corners;
    for (const QPointF& point : points) {
        if (!corners.empty())
            corners.emplace_back(point.x(), corners.back().y());
        corners.push_back(point);
    }
    return corners;
}

std::optional<QPointF> pointAt(const Curve& curve, const std::vector<QPointF>& points, double x)
{
    if (!curve.stepped)
        return nearestPoint(points, x);
    const auto after = std::ranges::upper_bound(points, x, {}, &QPointF::x);
    return after == points.begin() || x > points.back().x() ? std::nullopt : std::optional(*std::prev(after));
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
