#include "ui/charts/curve/curve_paint.h"

#include "ui/charts/plot/decimate.h"
#include "ui/charts/plot/line_layer.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int mostPointsWithMarkers = 12;
constexpr double behindOpacity = 0.35;
constexpr double bandOpacity = 0.16;

QColor withOpacity(QColor ink, double opacity)
{
    ink.setAlphaF(static_cast<float>(opacity));
    return ink;
}

void drawNote(QPainter& painter, const QString& text, const QPointF& leftCentre, Token tone)
{
    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(tone));
    const QFontMetricsF metrics(painter.font());
    const QRectF place(leftCentre.x(), leftCentre.y() - metrics.height() / 2, metrics.horizontalAdvance(text) + 2,
                       metrics.height());
    painter.fillRect(place, colour(Token::Base)); // so that no line strikes the words out
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
}

/// In the lower right corner, over whatever lies there.
void paintCornerNote(QPainter& painter, const QString& text, const QRectF& area)
{
    painter.setFont(font(TypeRole::Axis));
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height());
    const QRectF place(area.bottomRight() - QPointF(size.width(), size.height() + 3), size);
    painter.fillRect(place, colour(Token::Base));
    painter.setPen(colour(Token::Text3));
    painter.drawText(place, Qt::AlignCenter, text);
}

void paintLines(QPainter& painter, const CurveData& data, const CurveView& view, const CurveLayout& layout,
                LineLayer& layer)
{
    const PlotMap& map = layout.map();
    std::vector<PaintedLine> lines;
    std::vector<PaintedBand> bands;
    const auto add = [&](const std::vector<QPointF>& points, const QPen& pen) {
        for (QPolygonF& piece : visibleLines(points, map))
            lines.push_back({std::move(piece), pen});
    };
    for (const ReferenceLine& reference : data.references)
        if (map.y.range.contains(reference.value))
            add({{map.x.range.low, reference.value}, {map.x.range.high, reference.value}}, pen(reference.style));
    for (const Curve& curve : data.curves) {
        const auto upper = visibleLines(curve.high, map);
        const auto lower = visibleLines(curve.low, map);
        for (std::size_t i = 0; i < std::min(upper.size(), lower.size()); ++i)
            bands.push_back({upper[i], lower[i], withOpacity(colour(curve.style), bandOpacity)});
        const auto& behind = view.smoothing > 0 ? curve.points : curve.raw;
        add(behind, dashedPen(withOpacity(colour(curve.style), behindOpacity), 1, {}));
    }
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        add(data.curves[i].stepped ? stepCorners(layout.shown[i]) : layout.shown[i], pen(data.curves[i].style));
    layer.draw(painter, map.area, lines, bands);
}

void paintPatience(QPainter& painter, const Patience& patience, const PlotMap& map)
{
    const double left = std::clamp(map.toX(patience.from), map.area.left(), map.area.right());
    const double right = std::clamp(map.toX(patience.to), map.area.left(), map.area.right());
    painter.fillRect(QRectF(left, map.area.top(), right - left, map.area.height()), colour(Token::Hover));
}

void paintMarks(QPainter& painter, const Curve& curve, const std::vector<QPointF>& points, const PlotMap& map)
{
    const QRectF sight = map.area.adjusted(-1, -1, 1, 1);
    const QColor ink = colour(curve.style);
    const auto shape = marker(curve.style);
    const auto ring = [&](const QPointF& pixel, double radius) {
        painter.setPen(QPen(ink, 1.5));
        painter.setBrush(colour(Token::Base));
        painter.drawEllipse(pixel, radius, radius);
    };
    if (shape && points.size() <= mostPointsWithMarkers)
        for (const QPointF& point : points)
            if (const QPointF pixel = map.toPixel(point); isWithin(sight, pixel))
                drawMarker(painter, pixel, *shape, ink, colour(Token::Base));
    if (curve.best)
        if (const QPointF pixel = map.toPixel(*curve.best); isWithin(sight, pixel)) {
            ring(pixel, 6);
            drawMarker(painter, pixel, shape.value_or(Marker::Circle), ink, colour(Token::Base));
        }
    if (curve.live && !points.empty())
        if (const QPointF pixel = map.toPixel(points.back()); isWithin(sight, pixel))
            ring(pixel, 3.5);
    if (curve.divergedAt && map.x.range.contains(*curve.divergedAt)) {
        const QPointF pixel(map.toX(*curve.divergedAt), map.area.top() + 4);
        drawMarker(painter, pixel, Marker::Cross, colour(Token::Err), colour(Token::Base));
        drawNote(painter, QObject::tr("%1 diverged").arg(curve.name), pixel + QPointF(8, 0), Token::Err);
    }
}

// Values of lines that are out of sight are counted at the rim, and those a log axis cannot show are ticked there.
void paintRim(QPainter& painter, const CurveData& data, const CurveLayout& layout)
{
    const PlotMap& map = layout.map();
    int above = 0;
    int below = 0;
    int notPositive = 0;
    for (std::size_t i = 0; i < data.curves.size(); ++i) {
        for (const QPointF& point : layout.shown[i]) {
            if (!map.x.range.contains(point.x()) || !std::isfinite(point.y()))
                continue;
            if (map.y.logarithmic && point.y() <= 0)
                drawVertical(painter, map.toX(point.x()), map.area.bottom() - 5, map.area.bottom(),
                             colour(data.curves[i].style));
            else if (point.y() > map.y.range.high)
                ++above;
            else if (point.y() < map.y.range.low)
                ++below;
        }
        if (map.y.logarithmic)
            notPositive += countNotPositive(layout.shown[i], map);
    }
    const auto values = [](QChar sign, int count, const QString& where) {
        return QStringLiteral("%1 %2 %3")
            .arg(sign)
            .arg(count == 1 ? QObject::tr("1 value") : QObject::tr("%1 values").arg(count), where);
    };
    const QChar up(0x25B4);
    const QChar down(0x25BE);
    if (above > 0)
        drawNote(painter, values(up, above, QObject::tr("above")), map.area.topLeft() + QPointF(6, 6), Token::Text3);
    if (below > 0)
        drawNote(painter, values(down, below, QObject::tr("below")), map.area.bottomLeft() + QPointF(6, -10),
                 Token::Text3);
    if (notPositive > 0)
        drawNote(painter, values(down, notPositive, QObject::tr("not above 0")),
                 map.area.bottomLeft() + QPointF(6, below > 0 ? -24 : -10), Token::Text3);
}

} // namespace

void paintCurves(QPainter& painter, const CurveData& data, const CurveView& view, const CurveLayout& layout,
                 const QRectF& whole, LineLayer& lines)
{
    const PlotMap& map = layout.map();
    if (data.patience)
        paintPatience(painter, *data.patience, map);
    drawGrid(painter, layout.frame);
    paintLines(painter, data, view, layout, lines);
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        paintMarks(painter, data.curves[i], layout.shown[i], map);
    paintRim(painter, data, layout);
    if (!layout.note.isEmpty())
        paintCornerNote(painter, layout.note, map.area);
    drawAxes(painter, layout.frame);
    drawEndLabels(painter, layout.labels);
    if (!layout.legend.isEmpty())
        drawLegend(painter, layout.legend,
                   QRectF(map.area.left(), whole.top() + 2, map.area.width(), map.area.top() - whole.top()));
}

} // namespace tastescope::ui
