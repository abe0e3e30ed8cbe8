#include "ui/charts/curve/curve_layout.h"

#include "ui/charts/plot/decimate.h"
#include "ui/session/numbers.h"

#include <QCoreApplication>

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

PlotMap mapFor(const CurveData& data, const CurveView& view, const QRectF& area)
{
    const auto usable = [](const std::optional<Range>& range, bool logarithmic) {
        return range && (!logarithmic || range->low > 0);
    };
    PlotMap map{area, {fittingX(data, view.logarithmicX), view.logarithmicX}, {}};
    if (usable(view.zoom.x, view.logarithmicX))
        map.x.range = *view.zoom.x;
    const bool zoomedY = usable(view.zoom.y, view.logarithmicY);
    map.y = {zoomedY ? *view.zoom.y : fittingY(data, map.x.range, view.logarithmicY), view.logarithmicY};
    return map;
}

bool hasLabel(const Curve& curve)
{
    return curve.labelled && curve.style.role != LineRole::Behind;
}

std::optional<EndLabel> labelOf(const CurveData& data, const Curve& curve, const std::vector<QPointF>& shown,
                                const PlotMap& map)
{
    const Range& x = map.x.range;
    const auto last = lastIn(shown, x);
    if (!last || !hasLabel(curve))
        return std::nullopt;
    EndLabel label{
        curve.name + QLatin1Char(' ') + curveValueText(data, last->y()), {}, map.toPixel(endIn(shown, *last, x))};
    if (curve.best && x.contains(curve.best->x())) {
        label.text =
            QCoreApplication::translate("CurveChart", "best %1 at %2 %3")
                .arg(curveValueText(data, curve.best->y()), data.xName, curvePlaceText(data, x, curve.best->x()));
        label.tone = Token::Text;
        if (*curve.best == *last)
            label.end.rx() += bestRingRadius;
        if (data.patience)
            label.second = data.patience->text;
    }
    if (const auto rawEnd = lastIn(curve.raw, x))
        label.end.setX(std::max(label.end.x(), map.toX(rawEnd->x())));
    keepInSight(label, map.area);
    return label;
}

EndLabel labelOf(const CurveData& data, const ReferenceLine& reference, const PlotMap& map)
{
    EndLabel label{reference.name, {}, {map.area.right(), map.toY(reference.value)}};
    label.tone = reference.style.role == LineRole::Baseline ? Token::Text2 : Token::Text3;
    keepInSight(label, map.area);
    if (reference.showsValue || label.below || label.above)
        label.text += QLatin1Char(' ') + curveValueText(data, reference.value);
    return label;
}

QList<EndLabel> labelsFor(const CurveData& data, const CurveLayout& layout, const PlotMap& map)
{
    QList<EndLabel> labels;
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        if (const auto label = labelOf(data, data.curves[i], layout.shown[i], map))
            labels << *label;
    for (const ReferenceLine& reference : data.references)
        labels << labelOf(data, reference, map);
    return labels;
}

QList<LegendEntry> legendFor(const CurveData& data)
{
    QList<LegendEntry> entries;
    for (const Curve& curve : data.curves)
        if (hasLabel(curve))
            entries << LegendEntry{curve.style, curve.name};
    for (const ReferenceLine& reference : data.references)
        entries << LegendEntry{reference.style,
                               reference.name + QLatin1Char(' ') + curveValueText(data, reference.value)};
    return entries;
}

Frame emptyFrame(const CurveData& data)
{
    Frame frame;
    frame.xFormat = data.xFormat;
    frame.yFormat = data.yFormat;
    frame.wholeX = data.wholeX;
    frame.labelsLowX = data.wholeX;
    const auto hasPoints = [](const Curve& curve) { return !curve.points.empty() || !curve.raw.empty(); };
    if (!data.xRange && std::ranges::none_of(data.curves, hasPoints))
        frame.mostX = 0; // nothing stands along the axis yet
    return frame;
}

} // namespace

CurveLayout layoutCurves(const CurveData& data, const CurveView& view, const QRectF& whole)
{
    CurveLayout layout{emptyFrame(data)};
    for (const Curve& curve : data.curves)
        layout.shown.push_back(smoothed(curve.points, view.smoothing));

    QMarginsF margins = frameMargins;
    const PlotMap rough = mapFor(data, view, plotArea(whole, margins));
    layout.frame.map = rough;
    margins.setRight(std::max(margins.right(), overhangRight(layout.frame) + 2));
    QList<EndLabel> reachingRight;
    for (const EndLabel& label : labelsFor(data, layout, rough))
        // The best epoch's label is long and usually stands in the middle: it asks for room only at the end.
        if (label.tone != Token::Text || label.end.x() > rough.area.right() - 4)
            reachingRight << label;
    const double room = roomFor(reachingRight);
    if (reachingRight.size() > mostEndLabels || room > mostLabelShare * whole.width()) {
        layout.legend = legendFor(data);
        const double width = whole.width() - margins.left() - margins.right();
        margins.setTop(margins.top() + legendHeight(layout.legend, width));
        layout.frame.map = mapFor(data, view, plotArea(whole, margins));
        return layout;
    }
    margins.setRight(std::max(margins.right(), room));
    layout.frame.map = mapFor(data, view, plotArea(whole, margins));
    layout.labels = labelsFor(data, layout, layout.map());
    const QRectF& area = layout.map().area;
    arrange(layout.labels, QRectF(area.left(), area.top() - 4, whole.right() - 4 - area.left(), area.height() + 4));
    return layout;
}

QString curveValueText(const CurveData& data, double value)
{
    return fixed(value * data.yFormat.factor, data.decimals) + data.yFormat.suffix;
}

QString curvePlaceText(const CurveData& data, const Range& inSight, double x)
{
    const double step = data.wholeX && x == std::round(x) ? 1 : niceStep(inSight.span(), 200);
    return tickLabel(x, step, data.xFormat);
}

} // namespace tastescope::ui
