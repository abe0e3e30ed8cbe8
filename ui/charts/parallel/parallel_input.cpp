#include "ui/charts/parallel/parallel_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double axisReach = 12; // px beside an axis that still mean it
constexpr double edgeReach = 5;
constexpr double clickReach = 3;
constexpr double lineReach = 5;
constexpr double choiceReach = 12;
constexpr double keyStep = 0.05; // of an axis

double distanceTo(const QPointF& pixel, const QPointF& from, const QPointF& to)
{
    const QPointF way = to - from;
    const double along = std::clamp(QPointF::dotProduct(pixel - from, way) / QPointF::dotProduct(way, way), 0.0, 1.0);
    const QPointF foot = from + along * way;
    return std::hypot(pixel.x() - foot.x(), pixel.y() - foot.y());
}

} // namespace

std::optional<std::size_t> ParallelChart::axisAt(const QPointF& pixel) const
{
    if (isEmpty())
        return std::nullopt;
    const ParallelLayout where = layout();
    for (std::size_t axis = 0; axis < where.axisX.size(); ++axis)
        if (std::abs(pixel.x() - where.axisX[axis]) <= axisReach)
            return axis;
    return std::nullopt;
}

std::optional<int> ParallelChart::choiceAt(const ParallelLayout& where, std::size_t axis, double y) const
{
    if (m_data.axes[axis].kind != AxisKind::Choice)
        return std::nullopt;
    for (int choice = 0; choice < m_data.axes[axis].choices.size(); ++choice)
        if (std::abs(where.y(axis, choice) - y) <= choiceReach)
            return choice;
    return std::nullopt;
}

std::optional<MarkId> ParallelChart::markAt(const QPointF& pixel) const
{
    if (isEmpty())
        return std::nullopt;
    const ParallelLayout where = layout();
    const bool brushes = isBrushed();
    std::optional<MarkId> nearest;
    double nearestDistance = lineReach;
    for (std::size_t line = 0; line < m_data.lines.size(); ++line) {
        if (brushes && !isInside(m_data.lines[line]))
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

// Of a choice: whole choices. Values between two belong to the nearer one.
Range ParallelChart::snapped(std::size_t axis, Range brush) const
{
    if (brush.low > brush.high)
        std::swap(brush.low, brush.high);
    if (m_data.axes[axis].kind != AxisKind::Choice)
        return brush;
    const double last = static_cast<double>(m_data.axes[axis].choices.size()) - 1;
    return {std::clamp(std::round(brush.low), 0.0, last), std::clamp(std::round(brush.high), 0.0, last)};
}

void ParallelChart::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    const auto axis = axisAt(at);
    const ParallelLayout where = layout();
    const bool beside = at.y() < where.area.top() - choiceReach || at.y() > where.area.bottom() + choiceReach;
    if (event->button() != Qt::LeftButton || !axis || beside) {
        MarkView::mousePressEvent(event);
        return;
    }
    m_axis = *axis;
    m_drag = Drag{*axis, Grip::New, at.y(), {}, false};
    if (const auto& brush = m_brushes[*axis]) {
        m_drag->before = *brush;
        const double low = where.y(*axis, brush->low);
        const double high = where.y(*axis, brush->high);
        const auto [top, bottom] = std::minmax(low, high);
        const bool thin = bottom - top < 4 * edgeReach;
        if (at.y() > top + (thin ? 0 : edgeReach) - 1 && at.y() < bottom - (thin ? 0 : edgeReach) + 1)
            m_drag->grip = Grip::Whole;
        else if (std::abs(at.y() - low) <= edgeReach)
            m_drag->grip = Grip::Low;
        else if (std::abs(at.y() - high) <= edgeReach)
            m_drag->grip = Grip::High;
    }
    update();
}

void ParallelChart::dragBrush(double y)
{
    const ParallelLayout where = layout();
    const std::size_t axis = m_drag->axis;
    const double now = where.value(axis, y);
    Range brush = m_drag->before;
    switch (m_drag->grip) {
    case Grip::New:
        brush = {where.value(axis, m_drag->from), now};
        break;
    case Grip::Low:
        brush.low = now;
        break;
    case Grip::High:
        brush.high = now;
        break;
    case Grip::Whole: {
        const double low = where.y(axis, m_drag->before.low);
        const double high = where.y(axis, m_drag->before.high);
        const auto [top, bottom] = std::minmax(low, high);
        const double by = std::clamp(y - m_drag->from, where.area.top() - top, where.area.bottom() - bottom);
        brush = {where.value(axis, low + by), where.value(axis, high + by)};
        break;
    }
    }
    changeBrush(axis, snapped(axis, brush));
}

void ParallelChart::mouseMoveEvent(QMouseEvent* event)
{
    const double y = event->position().y();
    if (!m_drag) {
        const bool onAxis = axisAt(event->position()).has_value();
        setCursor(onAxis ? Qt::SizeVerCursor : Qt::ArrowCursor);
        hover(onAxis ? std::nullopt : markAt(event->position()));
        update();
        return;
    }
    m_drag->moved = m_drag->moved || std::abs(y - m_drag->from) > clickReach;
    if (m_drag->moved)
        dragBrush(y);
}

void ParallelChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_drag || event->button() != Qt::LeftButton)
        return;
    const Drag drag = *m_drag;
    m_drag.reset();
    update();
    if (drag.moved)
        return;
    std::optional<Range> brush;
    if (const auto choice = choiceAt(layout(), drag.axis, drag.from))
        brush = Range{static_cast<double>(*choice), static_cast<double>(*choice)};
    if (drag.grip == Grip::New || m_data.axes[drag.axis].kind == AxisKind::Choice)
        changeBrush(drag.axis, brush == m_brushes[drag.axis] ? std::nullopt : brush);
}

void ParallelChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    const ParallelLayout where = layout();
    const QPointF at = event->position();
    if (!isEmpty() && at.y() < where.area.top() - choiceReach)
        for (std::size_t axis = 0; axis < where.axisX.size(); ++axis)
            if (std::abs(at.x() - where.axisX[axis]) < 40) {
                setFlipped(static_cast<int>(axis), !m_data.axes[axis].flipped);
                return;
            }
    MarkView::mouseDoubleClickEvent(event);
}

void ParallelChart::moveBrush(std::size_t axis, double lowBy, double highBy)
{
    if (!m_brushes[axis])
        return;
    const bool choice = m_data.axes[axis].kind == AxisKind::Choice;
    const Scale scale = layout().scales[axis];
    const double step = choice ? 1 / scale.range.span() : keyStep;
    const double sign = m_data.axes[axis].flipped ? -1 : 1;
    double low = scale.fraction(m_brushes[axis]->low) + sign * lowBy * step;
    double high = scale.fraction(m_brushes[axis]->high) + sign * highBy * step;
    if (lowBy == highBy) { // the whole brush: as wide as it was at both ends
        const double back = std::max(0.0, high - 1) + std::min(0.0, low);
        low -= back;
        high -= back;
    }
    low = std::clamp(low, 0.0, 1.0);
    high = std::clamp(high, low, 1.0);
    changeBrush(axis, snapped(axis, {scale.value(low), scale.value(high)}));
}

bool ParallelChart::handleAxisKey(int key, Qt::KeyboardModifiers modifiers)
{
    const int axis = static_cast<int>(m_axis);
    const int last = static_cast<int>(m_data.axes.size()) - 1;
    const double way = key == Qt::Key_Up ? 1 : -1;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_axis = static_cast<std::size_t>(std::clamp(axis + (key == Qt::Key_Left ? -1 : 1), 0, last));
        update();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const bool upperOnly = modifiers.testFlag(Qt::ShiftModifier);
        const bool lowerOnly = modifiers.testFlag(Qt::ControlModifier);
        const double upperBy = lowerOnly ? 0 : way;
        const double lowerBy = upperOnly ? 0 : way;
        if (m_data.axes[m_axis].flipped)
            moveBrush(m_axis, upperBy, lowerBy);
        else
            moveBrush(m_axis, lowerBy, upperBy);
        return true;
    }
    case Qt::Key_Space: {
        const Scale scale = layout().scales[m_axis];
        const std::optional<Range> third = snapped(m_axis, {scale.value(2.0 / 3), scale.range.high});
        changeBrush(m_axis, m_brushes[m_axis] ? std::nullopt : third);
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
