#include "ui/theme/line_style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tastescope::ui {

namespace {

const QList<double>& runDash(int slot)
{
    static const std::array<QList<double>, runSlots> dashes{QList<double>{}, {7, 4},  {1.5, 3.5},
                                                            {7, 3, 1.5, 3},  {12, 4}, {7, 3, 1.5, 3, 1.5, 3}};
    return dashes.at(static_cast<std::size_t>(slot));
}

bool isRun(const LineStyle& style)
{
    return (style.role == LineRole::Focus || style.role == LineRole::Run || style.role == LineRole::Baseline)
           && style.slot >= 0 && style.slot < runSlots;
}

QPainterPath polygon(const QPointF& centre, const QList<QPointF>& corners)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(corners).translated(centre));
    path.closeSubpath();
    return path;
}

QPainterPath star(const QPointF& centre, double radius)
{
    QList<QPointF> corners;
    for (int i = 0; i < 10; ++i) {
        const double angle = std::numbers::pi * (i / 5.0 - 0.5);
        const double length = i % 2 == 0 ? radius : radius * 0.45;
        corners << QPointF(length * std::cos(angle), length * std::sin(angle));
    }
    return polygon(centre, corners);
}

QPainterPath outline(const QPointF& centre, Marker shape, double size)
{
    const double half = size / 2;
    QPainterPath path;
    switch (shape) {
    case Marker::Circle:
        path.addEllipse(centre, half, half);
        return path;
    case Marker::Square:
        path.addRect(QRectF(centre.x() - half, centre.y() - half, size, size));
        return path;
    case Marker::Triangle:
        return polygon(centre, {{0, -half}, {half, half}, {-half, half}});
    case Marker::Diamond:
        return polygon(centre, {{0, -half * 1.2}, {half * 1.2, 0}, {0, half * 1.2}, {-half * 1.2, 0}});
    case Marker::Star:
        return star(centre, half * 1.3);
    case Marker::Cross:
        path.moveTo(centre + QPointF(-half, -half));
        path.lineTo(centre + QPointF(half, half));
        path.moveTo(centre + QPointF(half, -half));
        path.lineTo(centre + QPointF(-half, half));
        return path;
    }
    return path;
}

} // namespace

QColor colour(const LineStyle& style)
{
    if (isRun(style))
        return runColour(style.slot);
    if (style.role == LineRole::Sweep)
        return colour(style.slot <= 0 ? Token::Text : style.slot == 1 ? Token::Text2 : Token::Text3);
    if (style.role == LineRole::Reference)
        return colour(Token::Text3);
    return colour(style.role == LineRole::Limit ? Token::Axis : Token::Muted);
}

QPen pen(const LineStyle& style)
{
    if (style.role == LineRole::Limit)
        return dashedPen(colour(style), 1, {2, 3});
    if (style.role == LineRole::Sweep)
        return dashedPen(colour(style), style.slot <= 0 ? 2 : 1.5, runDash(std::clamp(style.slot, 0, 3)));
    if (!isRun(style))
        return dashedPen(colour(style), 1, {});
    if (style.role == LineRole::Baseline)
        return dashedPen(colour(style), 2.5, {7, 4});
    return dashedPen(colour(style), style.role == LineRole::Focus ? 2 : 1.5, runDash(style.slot));
}

std::optional<Marker> marker(const LineStyle& style)
{
    return isRun(style) ? std::optional(static_cast<Marker>(style.slot)) : std::nullopt;
}

QPen dashedPen(const QColor& colour, double width, const QList<double>& dashPixels)
{
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!dashPixels.isEmpty()) {
        QList<qreal> pattern;
        for (const double pixels : dashPixels)
            pattern << pixels / width;
        pen.setDashPattern(pattern);
    }
    return pen;
}

void drawMarker(QPainter& painter, const QPointF& centre, Marker shape, const QColor& fill, const QColor& rim,
                double size)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (shape == Marker::Cross) {
        painter.setPen(QPen(rim, 4));
        painter.drawPath(outline(centre, shape, size));
        painter.setPen(QPen(fill, 1.75));
        painter.drawPath(outline(centre, shape, size));
    } else {
        const QPainterPath path = outline(centre, shape, size);
        painter.setPen(QPen(rim, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPath(path); // the inner half of the rim is covered by the fill
        painter.fillPath(path, fill);
    }
    painter.restore();
}

void drawSwatch(QPainter& painter, const QRectF& place, const LineStyle& style, const QColor& ground)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen(style));
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()));
    if (const auto shape = marker(style))
        drawMarker(painter, place.center(), *shape, colour(style), ground);
    painter.restore();
}

} // namespace tastescope::ui
