#include "ui/charts/parallel/parallel_chart.h"

#include "ui/charts/parallel/parallel_paint.h"
#include "ui/charts/parallel/parallel_words.h"
#include "ui/charts/plot/frame.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr double lineReach = 5; // px from a line that still hit it
constexpr double nameReach = 40;

double distanceTo(const QPointF& pixel, const QPointF& from, const QPointF& to)
{
    const QPointF way = to - from;
    const double along = std::clamp(QPointF::dotProduct(pixel - from, way) / QPointF::dotProduct(way, way), 0.0, 1.0);
    const QPointF foot = from + along * way;
    return std::hypot(pixel.x() - foot.x(), pixel.y() - foot.y());
}

} // namespace

void ParallelChart::setData(ParallelData fresh)
{
    for (ParallelLine& line : fresh.lines)
        line.values.resize(fresh.axes.size(), std::numeric_limits<double>::quiet_NaN());
    m_brushes = carriedOver(m_brushes, m_data, fresh);
    m_data = std::move(fresh);
    m_axis = std::min(m_axis, m_data.axes.empty() ? 0 : m_data.axes.size() - 1);
    m_gesture.cancel();
    announceData();
}

std::vector<MarkId> ParallelChart::brushed() const
{
    std::vector<MarkId> ids;
    for (const ParallelLine& line : m_data.lines)
        if (m_brushes.holds(line))
            ids.push_back(line.id);
    return ids;
}

void ParallelChart::setBrush(int axis, const std::optional<Range>& brush)
{
    auto& place = m_brushes.axes.at(static_cast<std::size_t>(axis));
    if (place == brush)
        return;
    place = brush;
    announceData();
}

void ParallelChart::changeBrush(std::size_t axis, const std::optional<Range>& brush)
{
    if (m_brushes.axes[axis] == brush)
        return;
    setBrush(static_cast<int>(axis), brush);
    emit brushChanged(brushed());
}

void ParallelChart::setBrushes(const ParallelBrushes& brushes)
{
    m_brushes = brushes;
    announceData();
    emit brushChanged(brushed());
}

void ParallelChart::clearBrushes()
{
    if (isBrushed())
        setBrushes(noBrushes(m_data));
}

void ParallelChart::brushBest(double share)
{
    if (const auto brushes = bestBrushes(m_data, share))
        setBrushes(*brushes);
}

void ParallelChart::setFlipped(int axis, bool flipped)
{
    ParallelAxis& changed = m_data.axes.at(static_cast<std::size_t>(axis));
    if (changed.flipped == flipped)
        return;
    changed.flipped = flipped;
    invalidate();
    emit axesChanged();
}

void ParallelChart::setLogarithmic(int axis, bool logarithmic)
{
    const auto index = static_cast<std::size_t>(axis);
    ParallelAxis& changed = m_data.axes.at(index);
    const bool positive = std::none_of(m_data.lines.begin(), m_data.lines.end(),
                                       [&](const ParallelLine& line) { return line.values[index] <= 0; })
                          && (!changed.range || changed.range->low > 0);
    const AxisKind kind = logarithmic ? AxisKind::Logarithmic : AxisKind::Linear;
    if (changed.kind == AxisKind::Choice || changed.kind == kind || (logarithmic && !positive))
        return;
    changed.kind = kind;
    invalidate();
    emit axesChanged();
}

QList<KeyEntry> ParallelChart::key() const
{
    const auto range = isEmpty() ? std::nullopt : brushedColours(m_data, m_brushes);
    if (!range)
        return {};
    const ParallelAxis& axis = m_data.axes[colourAxis(m_data)];
    const QString text = tr("%1 to %2").arg(parallelValueText(axis, range->low), parallelValueText(axis, range->high));
    return {{Token::Base, KeyShape::Ramp, text}};
}

void ParallelChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (!isEmpty())
        paintParallel(painter, m_data, m_brushes, layoutParallel(m_data, whole), marked());
}

void ParallelChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const ParallelLayout layout = layoutParallel(m_data, whole);
    if (hasFocus()) { // the axis the keys act on
        const double x = layout.axisX[m_axis];
        painter.fillRect(QRectF(x - 14, layout.area.top() - parallelNameGap + 1, 28, 2), colour(Token::Accent));
    }
    if (!hovered() || m_gesture.isActive())
        return;
    for (std::size_t line = 0; line < m_data.lines.size(); ++line) {
        if (m_data.lines[line].id != *hovered())
            continue;
        drawParallelLine(painter, layout.lines[line], colour(Token::Text));
        const QPointF pointer = mapFromGlobal(QCursor::pos());
        const bool inside = underMouse() && whole.contains(pointer);
        drawReadout(painter, parallelReadout(m_data, m_data.lines[line]),
                    inside ? pointer : QPointF(layout.area.center()), whole);
    }
}

AxisTitles ParallelChart::axisTitles(const QRectF& whole) const
{
    return {{}, {}, {}, whole}; // each stands over its axis
}

PlotTable ParallelChart::table() const
{
    return parallelTable(m_data, m_brushes);
}

QString ParallelChart::summary() const
{
    return parallelSummary(m_data, m_brushes);
}

std::vector<MarkId> ParallelChart::marks() const
{
    return brushed();
}

std::optional<MarkId> ParallelChart::markAt(const QPointF& pixel) const
{
    if (isEmpty())
        return std::nullopt;
    const ParallelLayout where = layout();
    std::optional<MarkId> nearest;
    double nearestDistance = lineReach;
    for (std::size_t line = 0; line < m_data.lines.size(); ++line) {
        if (!m_brushes.holds(m_data.lines[line]))
            continue;
        const std::vector<QPointF>& points = where.lines[line];
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const double distance = distanceTo(pixel, points[i], points[i + 1]);
            if (distance < nearestDistance) { // false with a gap at either end
                nearest = m_data.lines[line].id;
                nearestDistance = distance;
            }
        }
    }
    return nearest;
}

void ParallelChart::mousePressEvent(QMouseEvent* event)
{
    const bool left = event->button() == Qt::LeftButton && !isEmpty();
    const auto axis = left ? m_gesture.press(event->position(), m_brushes, layout()) : std::nullopt;
    if (!axis) {
        MarkView::mousePressEvent(event);
        return;
    }
    m_axis = *axis;
    update();
}

void ParallelChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_gesture.isActive()) {
        if (const auto change = m_gesture.move(at.y(), m_data, layout()))
            changeBrush(change->axis, change->brush);
        return;
    }
    const bool onAxis = !isEmpty() && parallelAxisAt(layout(), at).has_value();
    setCursor(onAxis ? Qt::SizeVerCursor : Qt::ArrowCursor);
    hover(onAxis ? std::nullopt : markAt(at));
    update();
}

void ParallelChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_gesture.isActive() || event->button() != Qt::LeftButton)
        return;
    if (const auto change = m_gesture.release(m_data, m_brushes, layout()))
        changeBrush(change->axis, change->brush);
    update();
}

void ParallelChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    const ParallelLayout where = layout();
    const QPointF at = event->position();
    if (!isEmpty() && at.y() < where.area.top() - parallelChoiceReach)
        for (std::size_t axis = 0; axis < where.axisX.size(); ++axis)
            if (std::abs(at.x() - where.axisX[axis]) < nameReach) {
                setFlipped(static_cast<int>(axis), !m_data.axes[axis].flipped);
                return;
            }
    MarkView::mouseDoubleClickEvent(event);
}

void ParallelChart::moveBrush(Qt::KeyboardModifiers modifiers, double way)
{
    const auto& brush = m_brushes.axes[m_axis];
    if (!brush)
        return;
    const double lowerBy = modifiers.testFlag(Qt::ShiftModifier) ? 0 : way;   // Shift: the upper edge only
    const double upperBy = modifiers.testFlag(Qt::ControlModifier) ? 0 : way; // Ctrl: the lower edge only
    changeBrush(m_axis, movedBrush(m_data.axes[m_axis], layout().scales[m_axis], *brush, lowerBy, upperBy));
}

bool ParallelChart::handleAxisKey(int key, Qt::KeyboardModifiers modifiers)
{
    const int axis = static_cast<int>(m_axis);
    const int last = static_cast<int>(m_data.axes.size()) - 1;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_axis = static_cast<std::size_t>(std::clamp(axis + (key == Qt::Key_Left ? -1 : 1), 0, last));
        update();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveBrush(modifiers, key == Qt::Key_Up ? 1 : -1);
        return true;
    case Qt::Key_Space: {
        const Scale scale = layout().scales[m_axis];
        const std::optional<Range> third = snappedBrush(m_data.axes[m_axis], {scale.value(2.0 / 3), scale.range.high});
        changeBrush(m_axis, m_brushes.axes[m_axis] ? std::nullopt : third);
        return true;
    }
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        changeBrush(m_axis, std::nullopt);
        return true;
    case Qt::Key_F:
        setFlipped(axis, !m_data.axes[m_axis].flipped);
        return true;
    case Qt::Key_L:
        setLogarithmic(axis, m_data.axes[m_axis].kind != AxisKind::Logarithmic);
        return true;
    default:
        return false;
    }
}

void ParallelChart::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isBrushed())
        clearBrushes();
    else if (isEmpty() || !handleAxisKey(event->key(), event->modifiers()))
        MarkView::keyPressEvent(event);
}

} // namespace tastescope::ui
