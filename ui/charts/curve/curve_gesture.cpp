#include "ui/charts/curve/curve_gesture.h"

namespace tastescope::ui {

namespace {

constexpr double clickSlack = 4; // pixels a hand may tremble

} // namespace

bool CurveGesture::press(const QPointF& at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers, const QRectF& area)
{
    const bool left = button == Qt::LeftButton;
    if ((!left && button != Qt::MiddleButton) || !area.contains(at))
        return false;
    m_drag = Drag{at, at, left && (modifiers & Qt::ShiftModifier) != 0, !left};
    return true;
}

void CurveGesture::follow(const QPointF& at)
{
    m_drag->moved = m_drag->moved || (at - m_drag->from).manhattanLength() > clickSlack;
    m_drag->to = at;
}

CurveGesture::Meaning CurveGesture::move(const QPointF& at, const QRectF& area)
{
    if (!m_drag)
        return {};
    const bool goesOn = m_drag->moved;
    const QPointF before = m_drag->to;
    follow(at);
    if (!m_drag->pan || !m_drag->moved)
        return {};
    return Pan{(before.x() - at.x()) / area.width(), (at.y() - before.y()) / area.height(), goesOn};
}

CurveGesture::Meaning CurveGesture::release(const QPointF& at, const QRectF& area)
{
    if (!m_drag)
        return {};
    follow(at);
    const auto place = band(area);
    const bool click = !m_drag->moved && !m_drag->pan;
    m_drag.reset();
    if (click)
        return Click{};
    if (!place || place->place.width() < clickSlack || (place->box && place->place.height() < clickSlack))
        return {};
    return *place;
}

std::optional<CurveGesture::ZoomInto> CurveGesture::band(const QRectF& area) const
{
    if (!m_drag || !m_drag->moved || m_drag->pan)
        return std::nullopt;
    QRectF place = QRectF(m_drag->from, m_drag->to).normalized();
    if (!m_drag->box) {
        place.setTop(area.top());
        place.setBottom(area.bottom());
    }
    return ZoomInto{place.intersected(area), m_drag->box};
}

} // namespace tastescope::ui
