#include "ui/charts/curve/curve_overlay.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double crosshairMarker = 7;

std::optional<QPointF> finitePoint(const Curve& curve, const std::vector<QPointF>& points, double x)
{
    const auto point = pointAt(curve, points, x);
    return point && std::isfinite(point->y()) ? point : std::nullopt;
}

void paintCrosshair(QPainter& painter, const CurveData& data, const CurveLayout& layout, double x)
{
    const PlotMap& map = layout.map();
    for (const ReferenceLine& reference : data.references) {
        if (!map.y.range.contains(reference.value) || reference.style.role == LineRole::Limit)
            continue;
        const QPointF pixel(map.toX(x), map.toY(reference.value));
        if (const auto shape = marker(reference.style)) {
            drawMarker(painter, pixel, *shape, colour(reference.style), colour(Token::Base), crosshairMarker);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour(reference.style));
            painter.drawEllipse(pixel, 2.5, 2.5);
        }
    }
    for (std::size_t i = 0; i < data.curves.size(); ++i) {
        const auto point = finitePoint(data.curves[i], layout.shown[i], x);
        if (!point || !map.y.range.contains(point->y()))
            continue;
        const LineStyle& style = data.curves[i].style;
        drawMarker(painter, {map.toX(x), map.toY(point->y())}, marker(style).value_or(Marker::Circle), colour(style),
                   colour(Token::Base), crosshairMarker);
    }
}

void paintBand(QPainter& painter, const CurveGesture::ZoomInto& band)
{
    const QRectF& place = band.place;
    painter.fillRect(place, colour(Token::Band));
    drawVertical(painter, place.left(), place.top(), place.bottom(), colour(Token::Accent));
    drawVertical(painter, place.right(), place.top(), place.bottom(), colour(Token::Accent));
    if (band.box) {
        drawHorizontal(painter, place.top(), place.left(), place.right(), colour(Token::Accent));
        drawHorizontal(painter, place.bottom(), place.left(), place.right(), colour(Token::Accent));
    }
}

/// The second cursor, and what lies between it and the crosshair.
void paintAnchor(QPainter& painter, const CurveData& data, const CurveLayout& layout, double anchor,
                 const std::optional<double>& x)
{
    const PlotMap& map = layout.map();
    if (x) {
        const auto [left, right] = std::minmax({map.toX(*x), map.toX(anchor)});
        painter.fillRect(QRectF(left, map.area.top(), right - left, map.area.height()), colour(Token::Band));
    }
    const double pixel = std::round(map.toX(anchor)) + 0.5;
    painter.setPen(dashedPen(colour(Token::Accent), 1, {3, 3}));
    painter.drawLine(QPointF(pixel, map.area.top()), QPointF(pixel, map.area.bottom()));
    paintCrosshair(painter, data, layout, anchor);
}

void paintFlag(QPainter& painter, const CurveLayout& layout, const QString& text, const QPointF& foot)
{
    for (const QRectF& label : xLabelPlaces(layout.frame))
        if (label.intersects(flagPlace(text, foot)))
            painter.fillRect(label, colour(Token::Base));
    drawFlag(painter, text, foot);
}

} // namespace

void paintCurveOverlay(QPainter& painter, const CurveData& data, const CurveLayout& layout,
                       const CurvePointing& pointing, const QRectF& whole)
{
    const PlotMap& map = layout.map();
    const auto inSight = [&](const std::optional<double>& value) {
        return value && map.x.range.contains(*value) ? value : std::nullopt;
    };
    const std::optional<double> x = inSight(pointing.x);
    if (const auto anchor = inSight(pointing.anchor))
        paintAnchor(painter, data, layout, *anchor, x);
    if (pointing.band)
        paintBand(painter, *pointing.band);
    if (!x)
        return;
    const double pixel = map.toX(*x);
    drawVertical(painter, pixel, map.area.top(), map.area.bottom(), colour(Token::Text2));
    paintCrosshair(painter, data, layout, *x);
    paintFlag(painter, layout, curvePlaceText(data, map.x.range, *x), {pixel, map.area.bottom()});
    if (!pointing.readoutY)
        return;
    const Readout readout = curveReadout(data, layout, pointing, *x);
    if (!readout.rows.isEmpty())
        drawReadout(painter, readout, {pixel, *pointing.readoutY}, whole.adjusted(0, 0, -4, 0));
}

} // namespace tastescope::ui
