#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/plot/readout.h"
#include "ui/session/numbers.h"
#include "ui/theme/line_style.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double dotSize = 6;
constexpr double runSize = 7;
constexpr double ringRadius = 7;
constexpr double betweenWords = 8;
constexpr double wordsAbove = 18; // px from the plot's top up to the zones' words

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

} // namespace

void DotChart::paintZone(QPainter& painter, const PlotMap& map) const
{
    if (!m_data.zone)
        return;
    const auto edge = [&](double x) { return std::clamp(map.toX(x), map.area.left(), map.area.right()); };
    const double left = edge(m_data.zone->good.low);
    const double right = edge(m_data.zone->good.high);
    painter.fillRect(QRectF(left, map.area.top(), right - left, map.area.height()), colour(Token::Band));
    for (const double x : {left, right})
        drawVertical(painter, x, map.area.top(), map.area.bottom(), colour(Token::Accent));
}

void DotChart::paintZoneWords(QPainter& painter, const PlotMap& map) const
{
    if (!m_data.zone)
        return;
    const auto edge = [&](double x) { return std::clamp(map.toX(x), map.area.left(), map.area.right()); };
    const double left = edge(m_data.zone->good.low);
    const double right = edge(m_data.zone->good.high);
    const QFontMetricsF strong(ui::font(TypeRole::Header));
    const QFontMetricsF plain(ui::font(TypeRole::Axis));
    QRectF inside(0, map.area.top() - wordsAbove, strong.horizontalAdvance(m_data.zone->inside), strong.height());
    inside.moveLeft(std::clamp((left + right - inside.width()) / 2, map.area.left(),
                               std::max(map.area.left(), map.area.right() - inside.width())));
    painter.setFont(ui::font(TypeRole::Header));
    drawWords(painter, m_data.zone->inside, inside, Token::Text, Qt::AlignHCenter);

    painter.setFont(ui::font(TypeRole::Axis));
    const auto beside = [&](const QString& text, double from, double to) {
        const double width = plain.horizontalAdvance(text);
        if (to - from < width)
            return;
        drawWords(painter, text, QRectF(from, inside.top(), to - from, inside.height()), Token::Text3,
                  Qt::AlignHCenter);
    };
    beside(m_data.zone->below, map.area.left(), std::min(left, inside.left() - betweenWords));
    beside(m_data.zone->above, std::max(right, inside.right() + betweenWords), map.area.right() + 8);
}

void DotChart::paintBestLine(QPainter& painter, const PlotMap& map) const
{
    const std::vector<QPointF> points = bestPoints();
    if (m_data.bestLine.isEmpty() || points.empty())
        return;
    const auto height = [&](double y) { return std::clamp(map.toY(y), map.area.top(), map.area.bottom()); };
    const auto at = [&](double x) { return std::clamp(map.toX(x), map.area.left(), map.area.right()); };
    QPolygonF line;
    for (const QPointF& point : points) {
        if (!line.isEmpty())
            line << QPointF(at(point.x()), line.last().y());
        line << QPointF(at(point.x()), height(point.y()));
    }
    const double end = at(m_data.dots.back().x);
    line << QPointF(end, line.last().y());
    painter.setPen(QPen(colour(Token::Text), 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setFont(ui::font(TypeRole::Axis));
    const double text = lineHeight(TypeRole::Axis);
    drawWords(painter, m_data.bestLine + QLatin1Char(' ') + fixed(points.back().y(), m_data.decimals),
              QRectF(end - 200 + 6, line.last().y() - text - 4, 200, text), Token::Text, Qt::AlignRight);
}

void DotChart::paintDots(QPainter& painter, const PlotMap& map) const
{
    for (const Dot& dot : m_data.dots) {
        if (!dot.interval || dot.state == DotState::Diverged || !map.x.range.contains(dot.x)
            || !map.y.range.contains(dot.y))
            continue;
        painter.setPen(QPen(dot.slot ? inkOf(dot) : colour(Token::Bar), 1.5, Qt::SolidLine, Qt::FlatCap));
        const auto height = [&](double y) { return std::clamp(map.toY(y), map.area.top(), map.area.bottom()); };
        const double x = map.toX(dot.x);
        painter.drawLine(QPointF(x, height(dot.interval->low)), QPointF(x, height(dot.interval->high)));
    }
    for (const bool runs : {false, true}) // those with a colour lie above
        for (const Dot& dot : m_data.dots) {
            const auto place = placeOf(dot, map);
            if (!place || dot.slot.has_value() != runs)
                continue;
            if (dot.state != DotState::Diverged && !map.y.range.contains(dot.y))
                drawTriangle(painter, *place, dot.y < map.y.range.low, inkOf(dot));
            else
                drawDot(painter, *place, dot);
            if (isSelected(dot.id)) {
                painter.setPen(QPen(colour(Token::Accent), 1.5));
                painter.setBrush(Qt::NoBrush);
                painter.drawEllipse(*place, ringRadius, ringRadius);
            }
        }
}

void DotChart::paintRim(QPainter& painter, const PlotMap& map) const
{
    int below = 0;
    int above = 0;
    double diverged = -1; // px of the last one
    double firstDiverged = map.area.right();
    for (const Dot& dot : m_data.dots) {
        const auto place = placeOf(dot, map);
        if (!place)
            continue;
        if (dot.state == DotState::Diverged) {
            firstDiverged = std::min(firstDiverged, place->x());
            diverged = place->x();
        } else {
            below += dot.y < map.y.range.low ? 1 : 0;
            above += dot.y > map.y.range.high ? 1 : 0;
        }
    }
    const auto rimText = [&](double y) { return tickLabel(y, niceStep(map.y.range.span(), 5), m_data.yFormat); };
    painter.setFont(ui::font(TypeRole::Axis));
    const double height = lineHeight(TypeRole::Axis);
    const QRectF line(map.area.left() + 4, map.area.bottom() - 12 - height, map.area.width(), height);
    const auto words = [&](int number, const QString& where) {
        return QStringLiteral("%1 %2 %3").arg(count(number), number == 1 ? m_data.markName : m_data.marksName, where);
    };
    if (below > 0)
        drawWords(painter, words(below, tr("below %1").arg(rimText(map.y.range.low))), line, Token::Text2,
                  Qt::AlignLeft);
    if (above > 0)
        drawWords(painter, words(above, tr("above %1").arg(rimText(map.y.range.high))),
                  QRectF(line.left(), map.area.top() + 10, line.width(), height), Token::Text2, Qt::AlignLeft);
    if (diverged < 0)
        return;
    const QString text = tr("diverged");
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    const double middle = map.area.bottom() - 6 - height / 2;
    QRectF place(diverged + 8, middle, width, height); // right of the marks, else left of them, else above
    if (place.right() > map.area.right() + 8)
        place.moveLeft(firstDiverged - 8 - width);
    if (place.left() < map.area.left())
        place.moveTo(map.area.right() - width, below > 0 ? line.top() - height : line.top());
    drawWords(painter, text, place, Token::Text2, Qt::AlignLeft);
}

void DotChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Frame frame = frameFor(whole);
    drawGrid(painter, frame);
    paintZone(painter, frame.map);
    drawAxes(painter, frame);
    paintBestLine(painter, frame.map);
    paintDots(painter, frame.map);
    paintRim(painter, frame.map);
    paintZoneWords(painter, frame.map);
}

void DotChart::paintCursor(QPainter& painter, const PlotMap& map) const
{
    const Dot* dot = dotOf(m_cursor);
    if (!dot || !map.x.range.contains(dot->x))
        return;
    const double x = map.toX(dot->x);
    drawVertical(painter, x, map.area.top(), map.area.bottom(), colour(Token::Text));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Accent));
    const double top = map.area.bottom();
    painter.drawPolygon(QPolygonF({{x - 6, top}, {x + 6, top}, {x + 6, top + 7}, {x, top + 13}, {x - 6, top + 7}}));
}

void DotChart::paintGhost(QPainter& painter, const PlotMap& map, const QRectF& whole) const
{
    if (!m_ghost)
        return;
    const double x = std::round(map.toX(*m_ghost)) + 0.5;
    painter.setPen(dashedPen(colour(Token::Accent), 1, {3, 3}));
    painter.drawLine(QPointF(x, map.area.top()), QPointF(x, map.area.bottom()));
    drawReadout(painter, {xText(*m_ghost), {}, {{{}, tr("Click to add a %1 here").arg(m_data.markName), {}}}},
                {x, map.area.center().y()}, whole);
}

void DotChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const PlotMap map = frameFor(whole).map;
    paintCursor(painter, map);
    paintGhost(painter, map, whole);
    const Dot* dot = dotOf(hovered());
    const auto place = dot ? placeOf(*dot, map) : std::nullopt;
    if (!place)
        return;
    painter.setPen(QPen(colour(Token::Text2), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(*place, ringRadius, ringRadius);
    const std::array words{QString(), tr("running"), tr("stopped early"), tr("diverged")};
    Readout readout{dot->name, words[static_cast<std::size_t>(dot->state)], {}};
    readout.rows << ReadoutRow{{}, m_data.xName, xText(dot->x)};
    if (std::isfinite(dot->y))
        readout.rows << ReadoutRow{{}, m_data.yName, fixed(dot->y, m_data.decimals)};
    if (dot->interval)
        readout.rows << ReadoutRow{
            {},
            tr("95 % interval"),
            QStringLiteral("%1 to %2")
                .arg(fixed(dot->interval->low, m_data.decimals), fixed(dot->interval->high, m_data.decimals))};
    drawReadout(painter, readout, *place, whole);
}

} // namespace tastescope::ui
