// How HistogramChart draws its data; what it answers to stands in histogram_chart.cpp.

#include "ui/charts/spread/histogram_chart.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace tastescope::ui {

namespace {

// A text beside a vertical line: right of it, or left where there is no room.
void drawLineLabel(QPainter& painter, const QString& text, double x, double top, const QRectF& area)
{
    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(Token::Text));
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(text);
    const double left = x + 4 + width > area.right() + 8 ? x - 4 - width : x + 4;
    painter.drawText(QRectF(left, top, width + 1, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace

bool HistogramChart::isBrushed(const Bar& bar) const
{
    const double middle = (bar.low + bar.high) / 2;
    return m_brush && middle >= m_brush->low && middle < m_brush->high;
}

QColor HistogramChart::colourOf(const Bar& bar) const
{
    if (m_threshold && (bar.low + bar.high) / 2 < *m_threshold)
        return colour(Token::Bar2);
    return colour(isBrushed(bar) ? Token::Accent : Token::Bar);
}

void HistogramChart::paintBars(QPainter& painter, const PlotMap& map) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Bar& bar : barsFor(map)) {
        if (bar.count == 0)
            continue;
        const double left = map.toX(bar.low);
        const double width = std::max(1.0, map.toX(bar.high) - left - 1);
        // A bar that holds something is never invisible.
        const auto fill = [&](std::int64_t count, const QColor& tone) {
            const double height = std::max(1.0, map.area.bottom() - map.toY(static_cast<double>(count)));
            painter.fillRect(QRectF(left + 0.5, map.area.bottom() - height, width, height), tone);
        };
        if (bar.part < bar.count)
            fill(bar.count, colour(Token::Bar2));
        if (bar.part > 0)
            fill(bar.part, colourOf(bar));
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void HistogramChart::paintMarks(QPainter& painter, const PlotMap& map) const
{
    const QRectF& area = map.area;
    if (m_data.median) {
        const double x = std::round(map.toX(*m_data.median)) + 0.5;
        painter.setPen(dashedPen(colour(Token::Text), 1, {2, 2}));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        drawLineLabel(painter, tr("median %1").arg(general(*m_data.median)), x, area.top() - 2, area);
    }
    if (m_threshold) {
        const double x = map.toX(*m_threshold);
        drawVertical(painter, x, area.top() - 4, area.bottom(), colour(Token::Accent));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Token::Accent));
        painter.drawPolygon(QPolygonF({{x - 4.5, area.top() - 6}, {x + 4.5, area.top() - 6}, {x, area.top() + 1}}));
        drawLineLabel(painter, tr("threshold %1").arg(fixed(*m_threshold, 2)), x + 3, area.top() - 9, area);
    }
}

Scale HistogramChart::lineScale(int intervals) const
{
    const auto [low, high] = std::minmax_element(m_data.line->points.begin(), m_data.line->points.end(),
                                                 [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    const double span = std::max(1e-3, high->y() - low->y());
    double bottom = 0;
    double step = 0;
    for (int most = 2 * intervals; most >= 1; --most) { // from the finest step on
        step = niceStep(span, most);
        bottom = std::floor(low->y() / step + 1e-9) * step;
        if (bottom + step * intervals >= high->y() * (1 - 1e-9))
            break;
    }
    return {{bottom, bottom + step * intervals}, false};
}

void HistogramChart::paintLine(QPainter& painter, const Frame& frame) const
{
    if (!m_data.line || m_data.line->points.empty())
        return;
    // The second axis takes the grid's lines, so that one grid serves both.
    const PlotMap& map = frame.map;
    const std::vector<double> grid = yTicks(frame);
    const int intervals = std::max(1, static_cast<int>(grid.size()) - 1);
    const QRectF gridded(QPointF(map.area.left(), map.toY(grid.back())), map.area.bottomRight());
    const PlotMap lineMap{gridded, map.x, lineScale(intervals)};
    drawRightAxis(painter, gridded, lineMap.y, intervals);

    QPolygonF line;
    for (const QPointF& point : m_data.line->points)
        line << lineMap.toPixel(point);
    painter.setPen(pen(m_data.line->style));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    if (const auto shape = marker(m_data.line->style))
        for (const QPointF& point : line)
            drawMarker(painter, point, *shape, colour(m_data.line->style), colour(Token::Base));
}

void HistogramChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Frame frame = frameFor(whole);
    drawGrid(painter, frame);
    if (m_brush) {
        const double left = std::clamp(frame.map.toX(std::max(m_brush->low, frame.map.x.range.low)),
                                       frame.map.area.left(), frame.map.area.right());
        const double right = std::clamp(frame.map.toX(m_brush->high), frame.map.area.left(), frame.map.area.right());
        painter.fillRect(QRectF(left, frame.map.area.top(), right - left, frame.map.area.height()),
                         colour(Token::Band));
        paintBars(painter, frame.map);
        for (const double edge : {left, right})
            if (edge > frame.map.area.left())
                drawVertical(painter, edge, frame.map.area.top(), frame.map.area.bottom(), colour(Token::Accent));
    } else {
        paintBars(painter, frame.map);
    }
    paintLine(painter, frame);
    paintMarks(painter, frame.map);
    drawAxes(painter, frame);
}

} // namespace tastescope::ui
