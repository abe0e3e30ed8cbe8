#include "ui/charts/dots/dot_gesture.h"

#include <algorithm>
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

bool DotGesture::follow(const QPointF& at)
{
    auto* band = std::get_if<Band>(&m_held);
    if (band)
        band->to = at;
    return band != nullptr;
}

std::optional<QRectF> DotGesture::band(const QRectF& area) const
{
    const auto* band = std::get_if<Band>(&m_held);
    if (!band)
        return std::nullopt;
    const double top = std::min(band->from.y(), band->to.y());
    const double bottom = std::max(band->from.y(), band->to.y());
    return QRectF(area.left(), top, area.width(), bottom - top).intersected(area);
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
