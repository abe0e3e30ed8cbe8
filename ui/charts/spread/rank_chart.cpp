#include "ui/charts/spread/rank_chart.h"

#include "ui/charts/curve/curve_data.h"
#include "ui/charts/plot/decimate.h"
#include "ui/charts/plot/readout.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

namespace {

void drawNote(QPainter& painter, const QString& text, const QRectF& place, Token tone)
{
    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(tone));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace

void RankChart::setData(RankData fresh)
{
    m_data = std::move(fresh);
    m_shown.clear();
    for (std::size_t i = 0; i < m_data.counts.size() && m_data.counts[i] > 0; ++i)
        m_shown.emplace_back(static_cast<double>(i + 1), m_data.counts[i]);
    m_hovered.reset();
    announceData();
}

Frame RankChart::frameFor(const QRectF& whole) const
{
    Frame frame;
    frame.map.area = plotArea(whole);
    frame.map.x = {{1, std::max(2.0, m_shown.back().x())}, true};
    frame.map.y = {{1, std::max(2.0, m_shown.front().y() * 1.25)}, true};
    frame.xFormat.shortened = true;
    frame.yFormat.shortened = true;
    return frame;
}

double RankChart::markedRank() const
{
    return std::ceil(m_data.markedShare * static_cast<double>(m_data.counts.size()));
}

QStringList RankChart::markText() const
{
    const auto& counts = m_data.counts;
    const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
    const auto marked = counts.begin() + static_cast<std::ptrdiff_t>(markedRank());
    const double held = std::accumulate(counts.begin(), marked, 0.0) / total;
    return {tr("top %1 % of %2s").arg(shortest(m_data.markedShare * 100), m_data.rankName),
            tr("hold %1 of %2").arg(percent(held), m_data.heldName)};
}

void RankChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Frame frame = frameFor(whole);
    const PlotMap& map = frame.map;
    const auto lines = visibleLines(m_shown, map);
    for (const QPolygonF& line : lines) {
        QPainterPath below;
        below.addPolygon(line);
        below.lineTo(line.last().x(), map.area.bottom());
        below.lineTo(line.first().x(), map.area.bottom());
        painter.fillPath(below, colour(Token::Hover));
    }
    drawGrid(painter, frame);
    painter.setPen(QPen(colour(Token::Text2), 1.5, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    for (const QPolygonF& line : lines)
        painter.drawPolyline(line);
    if (m_data.markedShare > 0) {
        const double x = std::round(map.toX(std::max(1.0, markedRank()))) + 0.5;
        painter.setPen(dashedPen(colour(Token::Text), 1, {2, 2}));
        painter.drawLine(QPointF(x, map.area.top()), QPointF(x, map.area.bottom()));
        const double height = lineHeight(TypeRole::Axis);
        const QRectF note(x + 6, map.area.top() - 2, 200, height);
        drawNote(painter, markText().front(), note, Token::Text);
        drawNote(painter, markText().back(), note.translated(0, height), Token::Text2);
    }
    const auto without = static_cast<std::int64_t>(m_data.counts.size() - m_shown.size());
    if (without > 0)
        drawNote(painter, tr("%1 without %2").arg(count(without), m_data.countName),
                 QRectF(map.area.left() + 8, map.area.bottom() - 20, 240, 16), Token::Text2);
    drawAxes(painter, frame);
}

void RankChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const auto point = m_hovered ? nearestPoint(m_shown, *m_hovered) : std::nullopt;
    if (!point)
        return;
    const PlotMap map = frameFor(whole).map;
    const QPointF pixel = map.toPixel(*point);
    drawVertical(painter, pixel.x(), map.area.top(), map.area.bottom(), colour(Token::Text2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Text2));
    painter.drawEllipse(pixel, 3.5, 3.5);
    const QString title = tr("%1 of rank %2").arg(m_data.rankName, count(static_cast<std::int64_t>(point->x())));
    drawReadout(painter, {title, {}, {{{}, m_data.countName, general(point->y())}}}, pixel, whole);
}

AxisTitles RankChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty())
        return {};
    return {axisTitle(tr("rank of the %1").arg(m_data.rankName), true),
            axisTitle(m_data.countName, true),
            {},
            frameFor(whole).map.area};
}

PlotTable RankChart::table() const
{
    std::vector<double> ranks(m_data.counts.size());
    std::iota(ranks.begin(), ranks.end(), 1.0);
    return {{{tr("rank"), std::move(ranks), 0}, {m_data.countName, m_data.counts}}};
}

QString RankChart::summary() const
{
    if (isEmpty())
        return tr("Nothing to rank.");
    QString text = tr("%1 %2s, the first with %3 %4")
                       .arg(count(static_cast<std::int64_t>(m_data.counts.size())), m_data.rankName,
                            general(m_data.counts.front()), m_data.countName);
    if (m_data.markedShare > 0)
        text += QStringLiteral("; ") + markText().join(QLatin1Char(' '));
    return text + QLatin1Char('.');
}

void RankChart::mouseMoveEvent(QMouseEvent* event)
{
    if (isEmpty())
        return;
    const PlotMap map = frameFor(rect()).map;
    const double x = event->position().x();
    const bool inside = x >= map.area.left() && x <= map.area.right();
    m_hovered = inside ? std::optional(map.xAt(x)) : std::nullopt;
    update();
}

void RankChart::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
}

} // namespace tastescope::ui
