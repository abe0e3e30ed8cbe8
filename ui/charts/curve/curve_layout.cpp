#include "ui/charts/curve/curve_layout.h"

#include "ui/charts/plot/decimate.h"
#include "ui/session/numbers.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double mostLabelShare = 0.4; // of the chart's width
constexpr double bestRingRadius = 6;   // its label stands right of it

double labelPixels() // of a line of text
{
    return 15 * textScale();
}

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
    map.y = {zoomedY ? *view.zoom.y : fittingY(data, map.x.range, view.logarithmicY, view.all), view.logarithmicY};
    return map;
}

bool hasLabel(const Curve& curve)
{
    return curve.labelled && (curve.told || curve.style.role != LineRole::Behind);
}

bool hasLabel(const ReferenceLine& reference)
{
    return reference.told || reference.style.role != LineRole::Behind;
}

/// By curve: whether it is named. On paper also those that are not on the screen, where they end in sight, the highest
/// first, while there is room for a line of text each.
std::vector<bool> namedCurves(const CurveData& data, const CurveView& view, const PlotMap& map)
{
    std::vector<bool> named;
    std::vector<std::size_t> more;
    auto room = static_cast<std::ptrdiff_t>(map.area.height() / labelPixels());
    for (std::size_t i = 0; i < data.curves.size(); ++i) {
        named.push_back(hasLabel(data.curves[i]));
        if (named.back())
            room -= data.curves[i].best ? 2 : 1;
        else if (const auto end = lastIn(data.curves[i].points, map.x.range); end && map.y.range.contains(end->y()))
            more.push_back(i);
    }
    room -= std::ranges::count_if(data.references, [](const ReferenceLine& line) { return hasLabel(line); });
    if (!view.namesAll)
        return named;
    const auto height = [&](std::size_t curve) {
        const Curve& line = data.curves[curve];
        return line.meant && std::isfinite(line.meant->y()) ? line.meant->y() : line.points.back().y();
    };
    std::ranges::stable_sort(more, [&](std::size_t one, std::size_t other) { return height(one) > height(other); });
    more.resize(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(room, 0, std::ssize(more))));
    for (const std::size_t curve : more)
        named[curve] = true;
    return named;
}

/// Lines without a name: the grey ones, and those there is no room to draw.
int namelessOf(const CurveData& data, const CurveLayout& layout)
{
    int nameless = data.notDrawn;
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        nameless += data.curves[i].style.role == LineRole::Behind && !layout.named[i] ? 1 : 0;
    const auto isNameless = [](const ReferenceLine& line) {
        return line.style.role == LineRole::Behind && !hasLabel(line);
    };
    return nameless + static_cast<int>(std::ranges::count_if(data.references, isNameless));
}

/// What the best epoch is, below the name and the value at the end of the line.
QString bestWords(const CurveData& data, const Curve& curve, const Range& x)
{
    const QString place = data.xName + QLatin1Char(' ') + curvePlaceText(data, x, curve.best->x());
    if (curve.meant == curve.best)
        return QCoreApplication::translate("CurveChart", "best at %1").arg(place);
    return QCoreApplication::translate("CurveChart", "best %1 at %2").arg(curveValueText(data, curve.best->y()), place);
}

std::optional<EndLabel> labelOf(const CurveData& data, const Curve& curve, const std::vector<QPointF>& shown,
                                const PlotMap& map)
{
    const Range& x = map.x.range;
    const auto last = lastIn(shown, x);
    if (!last)
        return std::nullopt;
    EndLabel label{
        curve.name + QLatin1Char(' ') + curveFigureText(data, curve, x), {}, map.toPixel(endIn(shown, *last, x))};
    if (curve.best && x.contains(curve.best->x())) {
        label.rest << bestWords(data, curve, x);
        label.tone = Token::Text;
        if (curve.best->x() == last->x())
            label.end.rx() += bestRingRadius;
        if (data.patience)
            label.rest << data.patience->text;
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
        if (const auto label = labelOf(data, data.curves[i], layout.shown[i], map); label && layout.named[i])
            labels << *label;
    for (const ReferenceLine& reference : data.references)
        if (hasLabel(reference))
            labels << labelOf(data, reference, map);
    return labels;
}

QList<LegendEntry> legendFor(const CurveData& data, const CurveLayout& layout, const Range& x)
{
    QList<LegendEntry> entries;
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        if (const Curve& curve = data.curves[i]; layout.named[i])
            entries << LegendEntry{curve.style, data.namedAlone
                                                    ? curve.name
                                                    : curve.name + QLatin1Char(' ') + curveFigureText(data, curve, x)};
    for (const ReferenceLine& reference : data.references)
        if (hasLabel(reference))
            entries << LegendEntry{reference.style,
                                   reference.name + QLatin1Char(' ') + curveValueText(data, reference.value)};
    if (const int nameless = namelessOf(data, layout); nameless > 0)
        entries << LegendEntry{{LineRole::Behind}, moreWords(nameless)};
    return entries;
}

/// In the corner: what the legend would say of nameless lines, and that what is drawn is not what was measured.
QString noteFor(const CurveData& data, const CurveView& view, const CurveLayout& layout, bool hasLegend)
{
    QStringList notes;
    if (const int nameless = namelessOf(data, layout); nameless > 0 && !hasLegend)
        notes << moreWords(nameless);
    if (view.smoothing > 0 && !data.curves.empty())
        notes << QCoreApplication::translate("CurveChart", "lines smoothed");
    return notes.join(QStringLiteral(", "));
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
    layout.isSmoothed = view.smoothing > 0;
    for (const Curve& curve : data.curves)
        layout.shown.push_back(curve.stepped ? curve.points : smoothed(curve.points, view.smoothing));

    QMarginsF margins = frameMargins();
    const PlotMap rough = mapFor(data, view, plotArea(whole, margins));
    layout.frame.map = rough;
    layout.named = namedCurves(data, view, rough);
    margins.setRight(std::max(margins.right(), overhangRight(layout.frame) + 2));
    QList<EndLabel> reachingRight;
    for (const EndLabel& label : labelsFor(data, layout, rough))
        // The best epoch's label is long and usually stands in the middle: it asks for room only at the end.
        if (label.tone != Token::Text || label.end.x() > rough.area.right() - 4)
            reachingRight << label;
    const double room = roomFor(reachingRight);
    const qsizetype most = view.namesAll ? qsizetype(rough.area.height() / labelPixels()) : mostEndLabels;
    const bool hasLegend = data.namedInLegend || reachingRight.size() > most || room > mostLabelShare * whole.width();
    layout.note = noteFor(data, view, layout, hasLegend);
    if (hasLegend) {
        layout.legend = legendFor(data, layout, rough.x.range);
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

QString moreWords(int lines)
{
    return QCoreApplication::translate("CurveChart", "and %1 more").arg(count(lines));
}

QString curveFigureText(const CurveData& data, const Curve& curve, const Range& inSight)
{
    const std::optional<QPointF> point = curve.meant ? curve.meant : lastIn(curve.points, inSight);
    return point && std::isfinite(point->y()) ? curveValueText(data, point->y()) : unknownNumber();
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
