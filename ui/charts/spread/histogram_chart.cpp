#include "ui/charts/spread/histogram_chart.h"

#include "ui/charts/plot/readout.h"
#include "ui/session/numbers.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

namespace {

constexpr double narrowestBar = 4;

std::int64_t total(const Histogram& bars)
{
    return std::accumulate(bars.counts.begin(), bars.counts.end(), std::int64_t{0});
}

// "12" or "12 to 13" for whole numbers, "0.10 to 0.12" else.
QString spanText(double low, double high, const HistogramData& data)
{
    if (!data.wholeNumbers)
        return QObject::tr("%1 to %2").arg(general(low), general(high));
    const auto first = static_cast<std::int64_t>(std::ceil(low));
    const auto whole = static_cast<std::int64_t>(std::ceil(high)) - 1;
    const auto last = data.largest ? std::min(whole, static_cast<std::int64_t>(*data.largest)) : whole;
    return first >= last ? count(first) : QObject::tr("%1 to %2").arg(count(first), count(last));
}

} // namespace

void HistogramChart::setData(HistogramData data)
{
    m_data = std::move(data);
    m_hovered = -1;
    m_pressed.reset();
    announceData();
}

void HistogramChart::setBrush(const std::optional<Range>& brush)
{
    m_brush = brush;
    invalidate();
}

void HistogramChart::setThreshold(std::optional<double> threshold)
{
    m_threshold = threshold;
    invalidate();
}

std::vector<HistogramChart::Bar> HistogramChart::barsFor(const PlotMap& map) const
{
    const Histogram& data = m_data.bars;
    std::vector<Bar> bars;
    for (std::size_t i = 0; i < data.counts.size(); ++i) {
        const bool full = bars.empty() || map.toX(bars.back().high) - map.toX(bars.back().low) >= narrowestBar - 1e-6;
        const std::int64_t part = m_data.part.empty() ? data.counts[i] : m_data.part[i];
        if (full)
            bars.push_back({data.edges[i], data.edges[i + 1], data.counts[i], part});
        else
            bars.back() = {bars.back().low, data.edges[i + 1], bars.back().count + data.counts[i],
                           bars.back().part + part};
    }
    return bars;
}

Frame HistogramChart::frameFor(const QRectF& whole) const
{
    QMarginsF margins = frameMargins();
    if (m_data.line)
        margins.setRight(38);
    Frame frame;
    frame.map.area = plotArea(whole, margins);
    frame.map.x = {{m_data.bars.edges.front(), m_data.bars.edges.back()}, m_data.logarithmicX};
    std::int64_t highest = 1;
    for (const Bar& bar : barsFor(frame.map))
        highest = std::max(highest, bar.count);
    const auto top = static_cast<double>(highest);
    frame.map.y = m_data.logarithmicY ? Scale{{1, std::max(2.0, top * 1.15)}, true} : Scale{{0, top * 1.06}, false};
    frame.wholeX = m_data.wholeNumbers && !m_data.logarithmicX;
    frame.wholeY = true;
    frame.xFormat.shortened = m_data.wholeNumbers;
    frame.yFormat.shortened = true;
    if (m_data.line && !m_data.logarithmicY) { // up to a full step, where the second axis has its highest label
        std::vector<double> ticks = yTicks(frame);
        for (; ticks.size() > 1 && ticks.back() < top; ticks = yTicks(frame))
            frame.map.y.range.high = ticks.back() + (ticks[1] - ticks[0]);
    }
    return frame;
}

int HistogramChart::barAt(double pixel) const
{
    if (isEmpty())
        return -1;
    const PlotMap map = frameFor(rect()).map;
    const std::vector<Bar> bars = barsFor(map);
    for (std::size_t i = 0; i < bars.size(); ++i)
        if (pixel >= map.toX(bars[i].low) && pixel < map.toX(bars[i].high))
            return static_cast<int>(i);
    return -1;
}

void HistogramChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    if (m_hovered < 0 || isEmpty())
        return;
    const PlotMap map = frameFor(whole).map;
    const std::vector<Bar> bars = barsFor(map);
    if (m_hovered >= static_cast<int>(bars.size()))
        return;
    const Bar& bar = bars[static_cast<std::size_t>(m_hovered)];
    const double middle = (map.toX(bar.low) + map.toX(bar.high)) / 2;
    drawVertical(painter, middle, map.area.top(), map.area.bottom(), colour(Token::Text2));

    Readout readout{spanText(bar.low, bar.high, m_data) + QLatin1Char(' ') + m_data.valueName, {}, {}};
    readout.rows << ReadoutRow{{}, m_data.countName, count(bar.count)};
    readout.rows << ReadoutRow{
        {}, tr("share"), percent(static_cast<double>(bar.count) / static_cast<double>(total(m_data.bars)))};
    if (!m_data.part.empty())
        readout.rows << ReadoutRow{{}, tr("in the slice"), count(bar.part)};
    if (m_data.line)
        for (const QPointF& point : m_data.line->points)
            if (point.x() >= bar.low && point.x() < bar.high)
                readout.rows << ReadoutRow{m_data.line->style, m_data.line->name, fixed(point.y(), 4)};
    drawReadout(painter, readout, {middle, map.toY(static_cast<double>(bar.count))}, whole);
}

AxisTitles HistogramChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty())
        return {};
    return {axisTitle(m_data.valueName, m_data.logarithmicX), axisTitle(m_data.countName, m_data.logarithmicY),
            m_data.line && !m_data.line->points.empty() ? m_data.line->name : QString(), mapFor(whole).area};
}

PlotTable HistogramChart::table() const
{
    std::vector<double> low;
    std::vector<double> high;
    std::vector<double> counts;
    for (std::size_t i = 0; i < m_data.bars.counts.size(); ++i) {
        low.push_back(m_data.bars.edges[i]);
        high.push_back(m_data.bars.edges[i + 1]);
        counts.push_back(static_cast<double>(m_data.bars.counts[i]));
    }
    PlotTable table{{{tr("%1 from").arg(m_data.valueName), std::move(low)},
                     {tr("%1 below").arg(m_data.valueName), std::move(high)},
                     {m_data.countName, std::move(counts), 0}}};
    if (!m_data.part.empty())
        table.columns.push_back({tr("in the slice"), asDoubles(m_data.part), 0});
    if (m_data.line) {
        std::vector<double> at;
        std::vector<double> values;
        for (const QPointF& point : m_data.line->points) {
            at.push_back(point.x());
            values.push_back(point.y());
        }
        table.columns.push_back({tr("%1 at").arg(m_data.line->name), std::move(at)});
        table.columns.push_back({m_data.line->name, std::move(values), 4});
    }
    return table;
}

QString HistogramChart::summary() const
{
    if (isEmpty())
        return tr("Nothing to count.");
    const auto highest = std::max_element(m_data.bars.counts.begin(), m_data.bars.counts.end());
    const auto at = static_cast<std::size_t>(highest - m_data.bars.counts.begin());
    const QString where = spanText(m_data.bars.edges[at], m_data.bars.edges[at + 1], m_data);
    QString text = tr("%1 %2 by %3, most of them, %4, at %5")
                       .arg(count(total(m_data.bars)), m_data.countName, m_data.valueName, count(*highest), where);
    if (!m_data.part.empty())
        text += tr("; %1 in the slice")
                    .arg(count(std::accumulate(m_data.part.begin(), m_data.part.end(), std::int64_t{0})));
    if (m_data.median)
        text += tr("; median %1").arg(general(*m_data.median));
    return text + QLatin1Char('.');
}

void HistogramChart::hover(int bar)
{
    if (bar == m_hovered)
        return;
    m_hovered = bar;
    update();
}

void HistogramChart::changeBrush(const std::optional<Range>& brush)
{
    setBrush(brush);
    emit brushChanged(brush);
}

void HistogramChart::chooseHovered()
{
    if (m_hovered < 0)
        return;
    const Bar bar = barsFor(frameFor(rect()).map).at(static_cast<std::size_t>(m_hovered));
    changeBrush(Range{bar.low, bar.high});
    emit barClicked(bar.low, bar.high);
}

void HistogramChart::mousePressEvent(QMouseEvent* event)
{
    const int bar = barAt(event->position().x());
    if (event->button() == Qt::LeftButton && bar >= 0) {
        m_pressed = bar;
        m_brushBefore = m_brush;
        m_dragging = false;
    }
}

void HistogramChart::mouseMoveEvent(QMouseEvent* event)
{
    const int bar = barAt(event->position().x());
    hover(bar);
    if (!m_pressed || bar < 0 || (bar == *m_pressed && !m_dragging))
        return;
    m_dragging = true;
    const std::vector<Bar> bars = barsFor(frameFor(rect()).map);
    const auto [first, last] = std::minmax(*m_pressed, bar);
    setBrush(Range{bars.at(static_cast<std::size_t>(first)).low, bars.at(static_cast<std::size_t>(last)).high});
}

void HistogramChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed.reset();
    if (!m_dragging) {
        hover(barAt(event->position().x()));
        chooseHovered();
    } else if (m_brush != m_brushBefore) {
        changeBrush(m_brush);
    }
    m_dragging = false;
}

void HistogramChart::keyPressEvent(QKeyEvent* event)
{
    const int last = isEmpty() ? -1 : static_cast<int>(barsFor(frameFor(rect()).map).size()) - 1;
    if (event->key() == Qt::Key_Left)
        hover(std::max(0, m_hovered - 1));
    else if (event->key() == Qt::Key_Right)
        hover(std::min(last, m_hovered + 1));
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        chooseHovered();
    else if (event->key() == Qt::Key_Escape && m_brush)
        changeBrush(std::nullopt);
    else
        QWidget::keyPressEvent(event);
}

void HistogramChart::leaveEvent(QEvent*)
{
    hover(-1);
}

} // namespace tastescope::ui
