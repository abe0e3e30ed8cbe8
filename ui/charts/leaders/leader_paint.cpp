#include "ui/charts/leaders/leader_paint.h"

#include "ui/charts/leaders/leader_words.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainter>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr double ringRadius = 7;
constexpr double thinnest = 2; // px of a band
constexpr double tickLength = 4;

QColor inkOf(const LeaderPoint& point)
{
    return point.style.slot < 0 ? colour(Token::Bar) : colour(point.style);
}

void drawWords(QPainter& painter, const QString& text, const QRectF& place, Token tone, int alignment = Qt::AlignLeft)
{
    painter.setPen(colour(tone));
    painter.drawText(place, alignment | Qt::AlignVCenter | Qt::TextDontClip, text);
}

void paintBand(QPainter& painter, const LeaderData& data, const PlotMap& map)
{
    const auto band = asGoodAsBest(data);
    if (!band)
        return;
    const double middle = map.toY((band->low + band->high) / 2);
    const double height = std::max(thinnest, map.toY(band->low) - map.toY(band->high));
    const QRectF place(map.area.left(), middle - height / 2, map.area.width(), height);
    painter.fillRect(place, colour(Token::Band));
    for (const double y : {place.top(), place.bottom()})
        drawHorizontal(painter, y, place.left(), place.right(), colour(Token::Accent));
    painter.setFont(ui::font(TypeRole::Header));
    const double line = lineHeight(TypeRole::Header);
    drawWords(painter, bandWords(data), QRectF(place.left() + 6, map.area.top() - line - 4, 1, line), Token::Text);
}

void paintCostAxis(QPainter& painter, const LeaderLayout& layout)
{
    const QRectF& area = layout.map().area;
    drawHorizontal(painter, area.bottom(), area.left(), area.right(), colour(Token::Axis));
    painter.setFont(ui::font(TypeRole::Axis));
    for (const CostTick& tick : layout.ticks) {
        const double x = layout.map().toX(tick.value);
        drawVertical(painter, x, area.bottom(), area.bottom() + tickLength, colour(Token::Axis));
        drawWords(painter, tick.text, QRectF(x - 50, area.bottom() + tickLength + 2, 100, lineHeight(TypeRole::Axis)),
                  Token::Text3, Qt::AlignHCenter);
    }
}

/// Steps: so good is what can be had at most for this cost.
void paintFrontier(QPainter& painter, const LeaderData& data, const PlotMap& map)
{
    const auto points = frontierOf(data);
    if (points.empty())
        return;
    QPolygonF line;
    for (const LeaderPoint* point : points) {
        const QPointF at = map.toPixel({point->cost, point->value});
        if (!line.isEmpty())
            line << QPointF(at.x(), line.last().y());
        line << at;
    }
    line << QPointF(map.area.right(), line.last().y());
    painter.setPen(QPen(colour(Token::Axis), 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setFont(ui::font(TypeRole::Axis));
    const double height = lineHeight(TypeRole::Axis);
    drawWords(painter, QObject::tr("best for its cost"),
              QRectF(map.area.right() + 6, line.last().y() - height / 2, 1, height), Token::Text2);
}

void paintPoints(QPainter& painter, const LeaderData& data, const LeaderLayout& layout,
                 std::span<const MarkId> selected)
{
    const QColor base = colour(Token::Base);
    for (std::size_t i = data.points.size(); i-- > 0;) { // the best above
        const LeaderPoint& point = data.points[i];
        if (!layout.places[i])
            continue;
        const QPointF& at = *layout.places[i];
        painter.setPen(QPen(inkOf(point), 1.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(at.x(), layout.map().toY(point.interval.low)),
                         QPointF(at.x(), layout.map().toY(point.interval.high)));
        drawMarker(painter, at, marker(point.style).value_or(Marker::Circle), inkOf(point), base,
                   point.style.slot < 0 ? leaderMarkSize - 2 : leaderMarkSize);
        if (std::ranges::find(selected, point.id) == selected.end())
            continue;
        painter.setPen(QPen(colour(Token::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, ringRadius, ringRadius);
    }
}

void paintNames(QPainter& painter, const LeaderData& data, const LeaderLayout& layout)
{
    painter.setFont(ui::font(TypeRole::Axis));
    for (const LeaderLabel& label : layout.labels) {
        const LeaderPoint& point = data.points[label.point];
        const QPointF& at = *layout.places[label.point];
        if (label.isLed) {
            const bool below = label.place.top() > at.y();
            painter.setPen(QPen(colour(Token::Axis), 1));
            painter.drawLine(QPointF(at.x(), at.y() + (below ? 6 : -6)),
                             QPointF(std::clamp(at.x(), label.place.left(), label.place.right()),
                                     below ? label.place.top() : label.place.bottom()));
        }
        drawWords(painter, point.name, label.place, point.isFirst ? Token::Text : Token::Text2);
    }
}

/// A dotted line, or at the rim the way it lies.
void paintChance(QPainter& painter, const LeaderData& data, const PlotMap& map)
{
    if (!data.chance)
        return;
    painter.setFont(ui::font(TypeRole::Axis));
    const double height = lineHeight(TypeRole::Axis);
    const QString words = chanceWords(data);
    if (map.y.range.contains(*data.chance)) {
        const double y = map.toY(*data.chance);
        painter.setPen(pen({LineRole::Limit}));
        painter.drawLine(QPointF(map.area.left(), y), QPointF(map.area.right(), y));
        drawWords(painter, words, QRectF(map.area.right() + 6, y - height / 2, 1, height), Token::Text3);
        return;
    }
    const QPointF at(map.area.right() + 9, map.area.bottom() - 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Text3));
    painter.drawPolygon(QPolygonF({at + QPointF(-3, -2), at + QPointF(3, -2), at + QPointF(0, 3)}));
    drawWords(painter, words, QRectF(at.x() + 7, at.y() - height / 2, 1, height), Token::Text3);
}

} // namespace

void paintLeaders(QPainter& painter, const LeaderData& data, const LeaderLayout& layout,
                  std::span<const MarkId> selected)
{
    drawGrid(painter, layout.frame);
    paintBand(painter, data, layout.map());
    drawLeftLabels(painter, layout.frame);
    paintCostAxis(painter, layout);
    paintFrontier(painter, data, layout.map());
    paintChance(painter, data, layout.map());
    paintPoints(painter, data, layout, selected);
    paintNames(painter, data, layout);
}

void paintLeaderOverlay(QPainter& painter, const LeaderData& data, const LeaderLayout& layout,
                        const std::optional<MarkId>& hovered, const QRectF& whole)
{
    const auto found =
        std::ranges::find_if(data.points, [&](const LeaderPoint& point) { return hovered && point.id == *hovered; });
    if (found == data.points.end())
        return;
    const auto& place = layout.places[static_cast<std::size_t>(found - data.points.begin())];
    if (!place)
        return;
    painter.setPen(QPen(colour(Token::Text2), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(*place, ringRadius, ringRadius);
    drawReadout(painter, leaderReadout(data, *found), *place, whole);
}

} // namespace tastescope::ui
