#include "ui/charts/spread/threshold_chart.h"

#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double hundredth = 0.01; // as the label says it

} // namespace

void ThresholdChart::setKept(double threshold)
{
    m_kept = threshold;
    m_tried.reset();
    setThreshold(threshold);
}

void ThresholdChart::tryAt(double threshold)
{
    if (isEmpty())
        return;
    const double within = std::clamp(threshold, 0.0, data().bars.edges.back());
    const double rounded = std::round(within / hundredth) * hundredth;
    if (m_tried && *m_tried == rounded)
        return;
    m_tried = rounded;
    setThreshold(rounded);
    emit triedChanged(m_tried);
}

void ThresholdChart::keep()
{
    const auto threshold = std::exchange(m_tried, std::nullopt);
    if (!threshold)
        return;
    m_kept = *threshold;
    setThreshold(m_kept);
    emit triedChanged(std::nullopt);
    emit keptChanged(m_kept);
}

void ThresholdChart::giveUp()
{
    if (!m_tried)
        return;
    m_tried.reset();
    setThreshold(m_kept);
    emit triedChanged(std::nullopt);
}

void ThresholdChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    HistogramChart::paintOverlay(painter, whole);
    if (!m_tried || isEmpty())
        return;
    const PlotMap map = mapFor(whole);
    const double x = std::round(map.toX(m_kept)) + 0.5;
    painter.setPen(dashedPen(colour(Token::Text3), 1, {2, 2}));
    painter.drawLine(QPointF(x, map.area.top()), QPointF(x, map.area.bottom()));
    painter.setFont(ui::font(TypeRole::Axis));
    painter.drawText(QRectF(x + 4, map.area.top() + 8, 120, lineHeight(TypeRole::Axis)),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("kept %1").arg(fixed(m_kept, 2)));
}

void ThresholdChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || isEmpty())
        return;
    m_dragging = true;
    tryAt(mapFor(rect()).xAt(event->position().x()));
}

void ThresholdChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        tryAt(mapFor(rect()).xAt(event->position().x()));
    else
        HistogramChart::mouseMoveEvent(event);
}

void ThresholdChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_dragging = false;
}

void ThresholdChart::keyPressEvent(QKeyEvent* event)
{
    const double now = m_tried.value_or(m_kept);
    switch (event->key()) {
    case Qt::Key_Left:
        return tryAt(now - hundredth);
    case Qt::Key_Right:
        return tryAt(now + hundredth);
    case Qt::Key_Home:
        return tryAt(0);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return keep();
    case Qt::Key_Escape:
        if (m_tried)
            return giveUp();
        break;
    default:
        break;
    }
    HistogramChart::keyPressEvent(event);
}

} // namespace tastescope::ui
