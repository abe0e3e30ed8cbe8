#include "ui/charts/dots/dot_gesture.h"

#include <cmath>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr double clickReach = 3; // px the mouse may move in a click

} // namespace

bool DotGesture::press(const QPointF& at, bool onCursor, const std::optional<double>& free)
{
    m_held = {};
    if (onCursor)
        m_held = Cursor{};
    else if (free)
        m_held = Ground{at, *free};
    return m_held.index() != 0;
}

std::optional<double> DotGesture::release(const QPointF& at)
{
    const auto held = std::exchange(m_held, {});
    const auto* ground = std::get_if<Ground>(&held);
    if (!ground || std::hypot(at.x() - ground->at.x(), at.y() - ground->at.y()) > clickReach)
        return std::nullopt;
    return ground->place;
}

} // namespace tastescope::ui
