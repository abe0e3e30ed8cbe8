// Where the parts of CurveChart stand.

#include "ui/charts/curve/curve_chart.h"
#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double mostLabelShare = 0.4; // of the chart's width
constexpr double bestRingRadius = 6;   // its label stands right of it

// Where the line is seen last: at its last point, or where it leaves the sight at the right.
QPointF endIn(const std::vector<QPointF>& points, const QPointF& last, const Range& x)
{
    const auto next = std::ranges::find_if(points, [&](const QPointF& point) { return point.x() > x.high; });
    if (next == points.end() || next == points.begin() || *std::prev(next) != last || !std::isfinite(next->y()))
        return last;
    const double share = (x.high - last.x()) / (next->x() - last.x());
    return {x.high, last.y() + share * (next->y() - last.y())};
}

std::optional<QPointF> lastIn(const std::vector<QPointF>& points, const Range& x)
{
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        if (x.contains(point->x()) && std::isfinite(point->y()))
            return *point;
    return std::nullopt;
}

// Puts the end of a label at the rim when its value is out of sight.
void keepInSight(EndLabel& label, const QRectF& area)
{
    label.below = !(label.end.y() <= area.bottom() + 0.5); // also what a log axis cannot show
    label.above = label.end.y() < area.top() - 0.5;
    if (label.below)
        label.end.setY(area.bottom());
    if (label.above)
        label.end.setY(area.top());
}

} // namespace

PlotMap CurveChart::mapFor(const QRectF& area) const
{
    const ZoomState& zoom = m_zoom.current();
    const auto usable = [](const std::optional<Range>& range, bool logarithmic) {
        return range && (!logarithmic || range->low > 0);
    };
    PlotMap map{area, {fittingX(m_data, m_logX), m_logX}, {}};
    if (usable(zoom.x, m_logX))
        map.x.range = *zoom.x;
    map.y = {usable(zoom.y, m_logY) ? *zoom.y : fittingY(m_data, map.x.range, m_logY), m_logY};
    return map;
}

QList<EndLabel> CurveChart::labelsFor(const PlotMap& map) const
{
    QList<EndLabel> labels;
    for (const Curve& curve : m_data.curves) {
        const auto last = lastIn(shown(curve), map.x.range);
        if (!last || !curve.labelled || curve.style.role == LineRole::Behind)
            continue;
        EndLabel label{curve.name + QLatin1Char(' ') + valueText(last->y()),
                       {},
                       map.toPixel(endIn(shown(curve), *last, map.x.range))};
        if (curve.best && map.x.range.contains(curve.best->x())) {
            label.text = tr("best %1 at %2 %3").arg(valueText(curve.best->y()), m_data.xName, xText(curve.best->x()));
            label.tone = Token::Text;
            if (*curve.best == *last)
                label.end.rx() += bestRingRadius;
            if (m_data.patience)
                label.second = m_data.patience->text;
        }
        if (const auto rawEnd = lastIn(curve.raw, map.x.range))
            label.end.setX(std::max(label.end.x(), map.toX(rawEnd->x())));
        keepInSight(label, map.area);
        labels << label;
    }
    for (const ReferenceLine& reference : m_data.references) {
        EndLabel label{reference.name, {}, {map.area.right(), map.toY(reference.value)}};
        label.tone = reference.style.role == LineRole::Baseline ? Token::Text2 : Token::Text3;
        keepInSight(label, map.area);
        if (reference.showsValue || label.below || label.above)
            label.text += QLatin1Char(' ') + valueText(reference.value);
        labels << label;
    }
    return labels;
}

QList<LegendEntry> CurveChart::legendEntries() const
{
    QList<LegendEntry> entries;
    for (const Curve& curve : m_data.curves)
        if (curve.labelled && curve.style.role != LineRole::Behind)
            entries << LegendEntry{curve.style, curve.name};
    for (const ReferenceLine& reference : m_data.references)
        entries << LegendEntry{reference.style, reference.name + QLatin1Char(' ') + valueText(reference.value)};
    return entries;
}

CurveChart::Layout CurveChart::layoutFor(const QRectF& whole) const
{
    Layout layout;
    layout.frame.xFormat = m_data.xFormat;
    layout.frame.yFormat = m_data.yFormat;
    layout.frame.wholeX = m_data.wholeX;
    layout.frame.labelsLowX = m_data.wholeX;
    const auto hasPoints = [](const Curve& curve) { return !curve.points.empty() || !curve.raw.empty(); };
    if (!m_data.xRange && std::ranges::none_of(m_data.curves, hasPoints))
        layout.frame.mostX = 0; // nothing stands along the axis yet

    QMarginsF margins = frameMargins;
    const PlotMap rough = mapFor(plotArea(whole, margins));
    layout.frame.map = rough;
    margins.setRight(std::max(margins.right(), overhangRight(layout.frame) + 2));
    QList<EndLabel> reachingRight;
    for (const EndLabel& label : labelsFor(rough))
        // The best epoch's label is long and usually stands in the middle: it asks for room only at the end.
        if (label.tone != Token::Text || label.end.x() > rough.area.right() - 4)
            reachingRight << label;
    const double room = roomFor(reachingRight);
    if (reachingRight.size() > mostEndLabels || room > mostLabelShare * whole.width()) {
        layout.legend = legendEntries();
        const double left = margins.left();
        margins.setTop(margins.top() + legendHeight(layout.legend, whole.width() - left - margins.right()));
        layout.frame.map = mapFor(plotArea(whole, margins));
        return layout;
    }
    margins.setRight(std::max(margins.right(), room));
    layout.frame.map = mapFor(plotArea(whole, margins));
    layout.labels = labelsFor(layout.frame.map);
    const QRectF& area = layout.frame.map.area;
    arrange(layout.labels, QRectF(area.left(), area.top() - 4, whole.right() - 4 - area.left(), area.height() + 4));
    return layout;
}

} // namespace tastescope::ui
