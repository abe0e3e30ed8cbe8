#include "ui/charts/dots/dot_paint.h"

#include "ui/session/numbers.h"
#include "ui/theme/line_style.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double dotSize = 6;
constexpr double runSize = 7;
constexpr double betweenWords = 8;
constexpr double capReach = 5;
constexpr std::size_t mostCapped = 60; // dots; the caps of more would touch
constexpr double wordsAbove = 18;      // px from the plot's top up to the zones' words

QColor inkOf(const Dot& dot)
{
    if (dot.slot)
        return runColour(*dot.slot);
    return colour(dot.tiedWithBest ? Token::Text2 : Token::Bar);
}

void drawDot(QPainter& painter, const QPointF& at, const Dot& dot)
{
    const QColor base = colour(Token::Base);
    if (dot.state == DotState::Diverged) {
        drawMarker(painter, at, Marker::Cross, colour(Token::Err), base, 8);
    } else if (dot.state == DotState::Running) {
        painter.setPen(QPen(dot.slot ? inkOf(dot) : colour(Token::Text2), 1.5));
        painter.setBrush(base);
        painter.drawEllipse(at, 3.5, 3.5);
    } else if (dot.slot) {
        drawMarker(painter, at, static_cast<Marker>(*dot.slot), inkOf(dot), base, runSize);
    } else if (dot.state == DotState::StoppedEarly) {
        painter.fillRect(QRectF(at.x() - 4.5, at.y() - 2, 9, 4), base); // cut short: a dash
        painter.fillRect(QRectF(at.x() - 3.5, at.y() - 1, 7, 2), inkOf(dot));
    } else {
        drawMarker(painter, at, Marker::Circle, inkOf(dot), base, dotSize);
    }
}

// Points out of the plot: down at its lower rim, up at its upper one.
void drawTriangle(QPainter& painter, const QPointF& at, bool down, const QColor& ink)
{
    const double way = down ? 3 : -3;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(QPolygonF({at + QPointF(-4, -way), at + QPointF(4, -way), at + QPointF(0, way)}));
}

void drawWords(QPainter& painter, const QString& text, const QRectF& place, Token tone, int alignment)
{
    painter.setPen(colour(tone));
    painter.drawText(place, alignment | Qt::AlignVCenter | Qt::TextDontClip, text);
}

double placeInside(const PlotMap& map, double x)
{
    return std::clamp(map.toX(x), map.area.left(), map.area.right());
}

double heightInside(const PlotMap& map, double y)
{
    return std::clamp(map.toY(y), map.area.top(), map.area.bottom());
}

void paintZone(QPainter& painter, const DotZone& zone, const PlotMap& map)
{
    const double left = placeInside(map, zone.good.low);
    const double right = placeInside(map, zone.good.high);
    painter.fillRect(QRectF(left, map.area.top(), right - left, map.area.height()), colour(Token::Band));
    for (const double x : {left, right})
        drawVertical(painter, x, map.area.top(), map.area.bottom(), colour(Token::Accent));
}

void paintZoneWords(QPainter& painter, const DotZone& zone, const PlotMap& map)
{
    const double left = placeInside(map, zone.good.low);
    const double right = placeInside(map, zone.good.high);
    const QFontMetricsF strong(ui::font(TypeRole::Header));
    const QFontMetricsF plain(ui::font(TypeRole::Axis));
    QRectF inside(0, map.area.top() - wordsAbove, strong.horizontalAdvance(zone.inside), strong.height());
    inside.moveLeft(std::clamp((left + right - inside.width()) / 2, map.area.left(),
                               std::max(map.area.left(), map.area.right() - inside.width())));
    painter.setFont(ui::font(TypeRole::Header));
    drawWords(painter, zone.inside, inside, Token::Text, Qt::AlignHCenter);

    painter.setFont(ui::font(TypeRole::Axis));
    const auto beside = [&](const QString& text, double from, double to) {
        const double width = plain.horizontalAdvance(text);
        if (to - from < width)
            return;
        drawWords(painter, text, QRectF(from, inside.top(), to - from, inside.height()), Token::Text3,
                  Qt::AlignHCenter);
    };
    beside(zone.below, map.area.left(), std::min(left, inside.left() - betweenWords));
    beside(zone.above, std::max(right, inside.right() + betweenWords), map.area.right() + 8);
}

/// Right of the end of the line, where no mark and no interval is.
void paintBestWords(QPainter& painter, const DotData& data, const QString& value, const QPointF& end,
                    const QRectF& area)
{
    painter.setFont(ui::font(TypeRole::Axis));
    const double height = lineHeight(TypeRole::Axis);
    QRectF line(end.x() + bestWordsGap, end.y() - height, bestWordsWidth(data), height);
    line.moveTop(std::clamp(line.top(), area.top() - 8, area.bottom() - 2 * height));
    drawWords(painter, data.bestLine, line, Token::Text2, Qt::AlignLeft);
    drawWords(painter, value, line.translated(0, height), Token::Text, Qt::AlignLeft);
}

void paintBestLine(QPainter& painter, const DotData& data, const PlotMap& map)
{
    const std::vector<QPointF> points = bestPoints(data);
    if (data.bestLine.isEmpty() || points.empty())
        return;
    QPolygonF line;
    for (const QPointF& point : points) {
        const double x = placeInside(map, point.x());
        if (!line.isEmpty())
            line << QPointF(x, line.last().y());
        line << QPointF(x, heightInside(map, point.y()));
    }
    const double end = placeInside(map, data.dots.back().x);
    line << QPointF(end, line.last().y());
    painter.setPen(QPen(colour(Token::Text), 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    paintBestWords(painter, data, fixed(points.back().y(), data.decimals), line.last(), map.area);
}

void paintIntervals(QPainter& painter, const DotData& data, const PlotMap& map)
{
    for (const Dot& dot : data.dots) {
        if (!dot.interval || dot.state == DotState::Diverged || !map.x.range.contains(dot.x)
            || !map.y.range.contains(dot.y))
            continue;
        painter.setPen(QPen(dot.slot ? inkOf(dot) : colour(Token::Bar), 1.5, Qt::SolidLine, Qt::FlatCap));
        const double x = map.toX(dot.x);
        const double low = heightInside(map, dot.interval->low);
        const double high = heightInside(map, dot.interval->high);
        painter.drawLine(QPointF(x, low), QPointF(x, high));
        if (data.dots.size() <= mostCapped) // wider than the mark, so that a short interval is seen too
            for (const double end : {low, high})
                painter.drawLine(QPointF(x - capReach, end), QPointF(x + capReach, end));
    }
}

void paintMarks(QPainter& painter, const DotData& data, const DotLayout& layout, std::span<const MarkId> selected)
{
    const PlotMap& map = layout.map();
    for (const bool runs : {false, true}) // those with a colour lie above
        for (std::size_t i = 0; i < data.dots.size(); ++i) {
            const Dot& dot = data.dots[i];
            const auto& place = layout.places[i];
            if (!place || dot.slot.has_value() != runs)
                continue;
            if (dot.state != DotState::Diverged && !map.y.range.contains(dot.y))
                drawTriangle(painter, *place, dot.y < map.y.range.low, inkOf(dot));
            else
                drawDot(painter, *place, dot);
            if (std::ranges::find(selected, dot.id) != selected.end()) {
                painter.setPen(QPen(colour(Token::Accent), 1.5));
                painter.setBrush(Qt::NoBrush);
                painter.drawEllipse(*place, dotRingRadius, dotRingRadius);
            }
        }
}

/// What stands at the rim because it is out of range or diverged.
struct RimCounts
{
    int below = 0;
    int above = 0;
    int divergedOnes = 0;
    std::optional<Range> diverged = {}; ///< px of the first and the last one
};

RimCounts countRim(const DotData& data, const DotLayout& layout)
{
    RimCounts counts;
    const Range& inSight = layout.map().y.range;
    for (std::size_t i = 0; i < data.dots.size(); ++i) {
        const Dot& dot = data.dots[i];
        const auto& place = layout.places[i];
        if (!place)
            continue;
        if (dot.state == DotState::Diverged) {
            ++counts.divergedOnes;
            counts.diverged = Range{counts.diverged ? counts.diverged->low : place->x(), place->x()};
        } else {
            counts.below += dot.y < inSight.low ? 1 : 0;
            counts.above += dot.y > inSight.high ? 1 : 0;
        }
    }
    return counts;
}

void paintRim(QPainter& painter, const DotData& data, const DotLayout& layout)
{
    const PlotMap& map = layout.map();
    const RimCounts counts = countRim(data, layout);
    painter.setFont(ui::font(TypeRole::Axis));
    const double height = lineHeight(TypeRole::Axis);
    const QRectF line(map.area.left() + 4, map.area.bottom() - 12 - height, map.area.width(), height);
    const auto words = [&](int number, const QString& where, double rim) {
        const QString& noun = number == 1 ? data.markName : data.marksName;
        return QStringLiteral("%1 %2 %3")
            .arg(count(number), noun, where.arg(tickLabel(rim, niceStep(map.y.range.span(), 5), data.yFormat)));
    };
    if (counts.below > 0)
        drawWords(painter, words(counts.below, QObject::tr("below %1"), map.y.range.low), line, Token::Text2,
                  Qt::AlignLeft);
    if (counts.above > 0)
        drawWords(painter, words(counts.above, QObject::tr("above %1"), map.y.range.high),
                  QRectF(line.left(), map.area.top() + 10, line.width(), height), Token::Text2, Qt::AlignLeft);
    if (!counts.diverged)
        return;
    const QString text =
        counts.divergedOnes > 1 ? QObject::tr("%1 diverged").arg(count(counts.divergedOnes)) : QObject::tr("diverged");
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    const double middle = map.area.bottom() - 6 - height / 2;
    QRectF place(counts.diverged->high + 8, middle, width, height); // right of the marks, else left of them, else above
    if (place.right() > map.area.right() + 8)
        place.moveLeft(counts.diverged->low - 8 - width);
    if (counts.below > 0) // triangles stand beside the marks: over them, at the other end than their number
        place.moveTo(map.area.right() - width, line.top());
    else if (place.left() < map.area.left())
        place.moveTo(map.area.right() - width, line.top());
    drawWords(painter, text, place, Token::Text2, Qt::AlignLeft);
}

} // namespace

void paintDots(QPainter& painter, const DotData& data, const DotLayout& layout, std::span<const MarkId> selected)
{
    const PlotMap& map = layout.map();
    drawGrid(painter, layout.frame);
    if (data.zone)
        paintZone(painter, *data.zone, map);
    drawAxes(painter, layout.frame);
    paintBestLine(painter, data, map);
    paintIntervals(painter, data, map);
    paintMarks(painter, data, layout, selected);
    paintRim(painter, data, layout);
    if (data.zone)
        paintZoneWords(painter, *data.zone, map);
}

} // namespace tastescope::ui
