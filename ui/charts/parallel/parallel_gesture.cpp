#include "ui/charts/parallel/parallel_gesture.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double edgeReach = 5;
constexpr double clickReach = 3;

std::optional<int> choiceAt(const ParallelData& data, const ParallelLayout& layout, std::size_t axis, double y)
{
    if (data.axes[axis].kind != AxisKind::Choice)
        return std::nullopt;
    for (int choice = 0; choice < data.axes[axis].choices.size(); ++choice)
        if (std::abs(layout.y(axis, choice) - y) <= parallelChoiceReach)
            return choice;
    return std::nullopt;
}

} // namespace

ParallelGesture::Grip ParallelGesture::gripAt(double y, double low, double high)
{
    const auto [top, bottom] = std::minmax(low, high);
    const double rim = bottom - top < 4 * edgeReach ? 0 : edgeReach; // a thin brush is moved as a whole
    if (y > top + rim - 1 && y < bottom - rim + 1)
        return Grip::Whole;
    if (std::abs(y - low) <= edgeReach)
        return Grip::Low;
    return std::abs(y - high) <= edgeReach ? Grip::High : Grip::New;
}

std::optional<std::size_t> ParallelGesture::press(const QPointF& at, const ParallelBrushes& brushes,
                                                  const ParallelLayout& layout)
{
    const auto axis = parallelAxisAt(layout, at);
    const QRectF& area = layout.area;
    if (!axis || at.y() < area.top() - parallelChoiceReach || at.y() > area.bottom() + parallelChoiceReach)
        return std::nullopt;
    m_drag = Drag{*axis, Grip::New, at.y()};
    if (const auto& brush = brushes.axes[*axis]) {
        m_drag->before = *brush;
        m_drag->grip = gripAt(at.y(), layout.y(*axis, brush->low), layout.y(*axis, brush->high));
    }
    return axis;
}

Range ParallelGesture::dragged(double y, const ParallelLayout& layout) const
{
    const std::size_t axis = m_drag->axis;
    const double now = layout.value(axis, y);
    const Range& before = m_drag->before;
    switch (m_drag->grip) {
    case Grip::New:
        return {layout.value(axis, m_drag->from), now};
    case Grip::Low:
        return {now, before.high};
    case Grip::High:
        return {before.low, now};
    case Grip::Whole:
        break;
    }
    const double low = layout.y(axis, before.low);
    const double high = layout.y(axis, before.high);
    const auto [top, bottom] = std::minmax(low, high);
    const double by = std::clamp(y - m_drag->from, layout.area.top() - top, layout.area.bottom() - bottom);
    return {layout.value(axis, low + by), layout.value(axis, high + by)};
}

std::optional<ParallelGesture::Change> ParallelGesture::move(double y, const ParallelData& data,
                                                             const ParallelLayout& layout)
{
    if (!m_drag)
        return std::nullopt;
    m_drag->moved = m_drag->moved || std::abs(y - m_drag->from) > clickReach;
    if (!m_drag->moved)
        return std::nullopt;
    return Change{m_drag->axis, snappedBrush(data.axes[m_drag->axis], dragged(y, layout))};
}

std::optional<ParallelGesture::Change>
ParallelGesture::release(const ParallelData& data, const ParallelBrushes& brushes, const ParallelLayout& layout)
{
    const std::optional<Drag> drag = std::exchange(m_drag, std::nullopt);
    if (!drag || drag->moved)
        return std::nullopt;
    const bool isChoice = data.axes[drag->axis].kind == AxisKind::Choice;
    if (drag->grip != Grip::New && !isChoice)
        return std::nullopt;
    std::optional<Range> brush;
    if (const auto choice = choiceAt(data, layout, drag->axis, drag->from))
        brush = Range{static_cast<double>(*choice), static_cast<double>(*choice)};
    return Change{drag->axis, brush == brushes.axes[drag->axis] ? std::nullopt : brush};
}

} // namespace tastescope::ui
