// Crosshair, readout and rubber band of CurveChart.

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/linked_cursor.h"
#include "ui/session/numbers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double crosshairMarker = 7;

QString signedText(double difference, int decimals)
{
    if (difference == 0)
        return QStringLiteral("0");
    return (difference > 0 ? QStringLiteral("+") : QString()) + fixed(difference, decimals);
}

} // namespace

void CurveChart::paintCrosshair(QPainter& painter, const PlotMap& map, double x) const
{
    for (const ReferenceLine& reference : m_data.references) {
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
    for (const Curve& curve : m_data.curves) {
        const auto point = nearestPoint(shown(curve), x);
        if (!point || !std::isfinite(point->y()) || !map.y.range.contains(point->y()))
            continue;
        drawMarker(painter, {map.toX(x), map.toY(point->y())}, marker(curve.style).value_or(Marker::Circle),
                   colour(curve.style), colour(Token::Base), crosshairMarker);
    }
}

Readout CurveChart::readoutAt(double x) const
{
    const std::optional<double>& anchor = m_cursor->anchor();
    Readout readout;
    readout.title = m_data.xName.isEmpty() ? xText(x) : m_data.xName + QLatin1Char(' ') + xText(x);
    if (anchor)
        readout.note = tr("from %1").arg(xText(*anchor));
    else if (m_data.note)
        readout.note = m_data.note(x);

    const double factor = m_data.yFormat.factor;
    const auto addCurve = [&](const Curve& curve) -> std::optional<double> {
        const std::vector<QPointF> points = shown(curve);
        const auto point = nearestPoint(points, x);
        if (!point || !std::isfinite(point->y()))
            return std::nullopt;
        ReadoutRow row{curve.style, curve.name, valueText(point->y())};
        if (const auto from = anchor ? nearestPoint(points, *anchor) : std::nullopt)
            row.difference = signedText((point->y() - from->y()) * factor, m_data.decimals);
        readout.rows << row;
        return point->y();
    };
    std::optional<double> focus;
    std::optional<double> baseline;
    if (m_focus < m_data.curves.size())
        focus = addCurve(m_data.curves[m_focus]);
    for (std::size_t i = 0; i < m_data.curves.size(); ++i) {
        const auto value = i == m_focus ? std::nullopt : addCurve(m_data.curves[i]);
        if (m_data.curves[i].style.role == LineRole::Baseline && value)
            baseline = value;
    }
    for (const ReferenceLine& reference : m_data.references) {
        if (reference.style.role != LineRole::Baseline)
            continue;
        baseline = reference.value;
        readout.rows << ReadoutRow{reference.style, reference.name, valueText(reference.value),
                                   anchor ? QStringLiteral("0") : QString()};
    }
    if (focus && baseline && !anchor)
        readout.rows << ReadoutRow{{}, tr("difference"), signedText((*focus - *baseline) * factor, m_data.decimals)};
    return readout;
}

QRectF CurveChart::dragPlace(const PlotMap& map) const
{
    QRectF place = QRectF(m_drag->from, m_drag->to).normalized();
    if (!m_drag->box) {
        place.setTop(map.area.top());
        place.setBottom(map.area.bottom());
    }
    return place.intersected(map.area);
}

void CurveChart::paintDrag(QPainter& painter, const PlotMap& map) const
{
    if (!m_drag || !m_drag->moved || m_drag->pan)
        return;
    const QRectF place = dragPlace(map);
    painter.fillRect(place, colour(Token::Band));
    drawVertical(painter, place.left(), place.top(), place.bottom(), colour(Token::Accent));
    drawVertical(painter, place.right(), place.top(), place.bottom(), colour(Token::Accent));
    if (m_drag->box) {
        drawHorizontal(painter, place.top(), place.left(), place.right(), colour(Token::Accent));
        drawHorizontal(painter, place.bottom(), place.left(), place.right(), colour(Token::Accent));
    }
}

void CurveChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Layout layout = layoutFor(whole);
    const PlotMap& map = layout.frame.map;
    const std::optional<double>& x = m_cursor->position();
    const std::optional<double>& anchor = m_cursor->anchor();
    const auto inSight = [&](const std::optional<double>& value) { return value && map.x.range.contains(*value); };
    if (inSight(x) && inSight(anchor)) {
        const auto [left, right] = std::minmax({map.toX(*x), map.toX(*anchor)});
        painter.fillRect(QRectF(left, map.area.top(), right - left, map.area.height()), colour(Token::Band));
    }
    if (inSight(anchor)) {
        const double pixel = std::round(map.toX(*anchor)) + 0.5;
        painter.setPen(dashedPen(colour(Token::Accent), 1, {3, 3}));
        painter.drawLine(QPointF(pixel, map.area.top()), QPointF(pixel, map.area.bottom()));
        paintCrosshair(painter, map, *anchor);
    }
    paintDrag(painter, map);
    if (!inSight(x))
        return;
    const double pixel = map.toX(*x);
    drawVertical(painter, pixel, map.area.top(), map.area.bottom(), colour(Token::Text2));
    paintCrosshair(painter, map, *x);

    const QPointF foot(pixel, map.area.bottom());
    for (const QRectF& label : xLabelPlaces(layout.frame))
        if (label.intersects(flagPlace(xText(*x), foot)))
            painter.fillRect(label, colour(Token::Base));
    drawFlag(painter, xText(*x), foot);
    const Readout readout = readoutAt(*x);
    if (m_active && !(m_drag && m_drag->moved) && !readout.rows.isEmpty())
        drawReadout(painter, readout, {pixel, m_readoutY}, whole.adjusted(0, 0, -4, 0));
}

} // namespace tastescope::ui
