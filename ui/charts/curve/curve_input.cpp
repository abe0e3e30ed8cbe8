// Mouse and keys of CurveChart.

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/linked_cursor.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double clickSlack = 4;     // pixels a hand may tremble
constexpr double keyZoom = 1.5;      // a press of + or -
constexpr double wheelZoom = 1.25;   // a notch
constexpr double keyPan = 0.1;       // of what is in sight
constexpr double keySmoothing = 0.6; // switched on by S

} // namespace

std::optional<double> CurveChart::snapped(double x) const
{
    std::optional<double> best;
    for (const Curve& curve : m_data.curves) {
        if (curve.points.empty())
            continue;
        const double within = std::clamp(x, curve.points.front().x(), curve.points.back().x());
        const auto point = nearestPoint(curve.points, within);
        if (point && (!best || std::abs(point->x() - x) < std::abs(*best - x)))
            best = point->x();
    }
    return best;
}

void CurveChart::moveCursor(double pixel)
{
    const PlotMap here = map();
    m_cursor->setPosition(snapped(here.xAt(std::clamp(pixel, here.area.left(), here.area.right()))));
}

void CurveChart::stepCursor(int points)
{
    std::vector<double> places;
    for (const Curve& curve : m_data.curves)
        for (const QPointF& point : curve.points)
            places.push_back(point.x());
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    if (places.empty())
        return;
    const double from = m_cursor->position().value_or(points > 0 ? places.front() : places.back());
    const auto at = std::lower_bound(places.begin(), places.end(), from) - places.begin();
    const auto last = static_cast<std::ptrdiff_t>(places.size()) - 1;
    const auto to = m_cursor->position() ? std::clamp(at + points, std::ptrdiff_t{0}, last) : std::min(at, last);
    m_active = true;
    m_readoutY = map().area.center().y();
    m_cursor->setPosition(places[static_cast<std::size_t>(to)]);
    update();
}

void CurveChart::mousePressEvent(QMouseEvent* event)
{
    const bool left = event->button() == Qt::LeftButton;
    if ((!left && event->button() != Qt::MiddleButton) || !map().area.contains(event->position()))
        return QWidget::mousePressEvent(event);
    m_drag = Drag{event->position(), event->position(), left && (event->modifiers() & Qt::ShiftModifier) != 0, !left};
}

void CurveChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    m_active = true;
    m_readoutY = at.y();
    if (m_drag) {
        const bool first = !m_drag->moved;
        m_drag->moved = m_drag->moved || (at - m_drag->from).manhattanLength() > clickSlack;
        if (m_drag->pan && m_drag->moved) {
            const QRectF area = map().area;
            const ZoomState before = m_zoom.current();
            panBy((m_drag->to.x() - at.x()) / area.width(), (at.y() - m_drag->to.y()) / area.height());
            if (!first && before != m_zoom.current()) { // one drag is one step of the history
                const ZoomState now = m_zoom.current();
                m_zoom.back();
                m_zoom.replace(now);
            }
        }
        m_drag->to = at;
    }
    moveCursor(at.x());
    update();
}

void CurveChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag && !m_drag->pan) {
        m_drag->to = event->position();
        m_drag->moved = m_drag->moved || (m_drag->to - m_drag->from).manhattanLength() > clickSlack;
        finishDrag();
    }
    m_drag.reset();
    update();
}

void CurveChart::finishDrag()
{
    const PlotMap here = map();
    if (!m_drag->moved) {
        m_cursor->setAnchor(m_cursor->anchor() ? std::nullopt : m_cursor->position());
        return;
    }
    const QRectF place = dragPlace(here);
    if (place.width() < clickSlack || (m_drag->box && place.height() < clickSlack))
        return;
    ZoomState state{Range{here.xAt(place.left()), here.xAt(place.right())}, m_zoom.current().y};
    if (m_drag->box)
        state.y = Range{here.yAt(place.bottom()), here.yAt(place.top())};
    setZoom(state);
}

void CurveChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_drag.reset();
    m_cursor->setAnchor(std::nullopt); // set by the first of the two clicks
    fit();
}

void CurveChart::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return event->ignore(); // the page scrolls
    const QRectF area = map().area;
    const double fraction = std::clamp((event->position().x() - area.left()) / area.width(), 0.0, 1.0);
    zoomBy(std::pow(wheelZoom, event->angleDelta().y() / 120.0), fraction);
}

void CurveChart::leaveEvent(QEvent*)
{
    m_active = false;
    m_cursor->setPosition(std::nullopt);
    update();
}

void CurveChart::panBy(double fractionX, double fractionY)
{
    ZoomState state = m_zoom.current();
    const PlotMap here = map();
    if (state.x) {
        const Scale full{fittingX(m_data, m_logX), m_logX};
        const double low = full.fraction(here.x.range.low);
        const double high = full.fraction(here.x.range.high);
        const double move = std::clamp(fractionX * (high - low), -low, 1 - high);
        state.x = Range{full.value(low + move), full.value(high + move)};
    }
    if (state.y)
        state.y = Range{here.y.value(fractionY), here.y.value(1 + fractionY)};
    setZoom(state);
}

bool CurveChart::handleViewKey(int key, Qt::KeyboardModifiers modifiers)
{
    const bool shift = (modifiers & Qt::ShiftModifier) != 0;
    const bool alt = (modifiers & Qt::AltModifier) != 0;
    switch (key) {
    case Qt::Key_Plus:
        zoomBy(keyZoom);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / keyZoom);
        return true;
    case Qt::Key_0:
        fit();
        return true;
    case Qt::Key_Left:
        alt ? zoomBack() : panBy(-keyPan, 0);
        return true;
    case Qt::Key_Right:
        alt ? zoomForward() : panBy(keyPan, 0);
        return true;
    case Qt::Key_Up:
        panBy(0, keyPan);
        return true;
    case Qt::Key_Down:
        panBy(0, -keyPan);
        return true;
    case Qt::Key_L:
        setLogarithmic(shift ? !m_logX : m_logX, shift ? m_logY : !m_logY);
        emit viewChanged();
        return true;
    case Qt::Key_S:
        setSmoothing(m_smoothing > 0 ? 0 : keySmoothing);
        emit viewChanged();
        return true;
    default:
        return false;
    }
}

bool CurveChart::handleCursorKey(int key, Qt::KeyboardModifiers modifiers)
{
    const int points = (modifiers & Qt::ShiftModifier) != 0 ? 10 : 1;
    const std::size_t curves = std::max<std::size_t>(1, m_data.curves.size());
    switch (key) {
    case Qt::Key_Comma:
    case Qt::Key_Less: // Shift and the comma on most keyboards
        stepCursor(-points);
        return true;
    case Qt::Key_Period:
    case Qt::Key_Greater:
        stepCursor(points);
        return true;
    case Qt::Key_Escape:
        if (!m_cursor->anchor())
            return false;
        m_cursor->setAnchor(std::nullopt);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Left:
    case Qt::Key_Down:
    case Qt::Key_Right:
        if (!(modifiers & Qt::ControlModifier))
            return false;
        m_focus = (m_focus + (key == Qt::Key_Up || key == Qt::Key_Left ? curves - 1 : 1)) % curves;
        update();
        return true;
    default:
        return false;
    }
}

void CurveChart::keyPressEvent(QKeyEvent* event)
{
    if (!handleCursorKey(event->key(), event->modifiers()) && !handleViewKey(event->key(), event->modifiers()))
        QWidget::keyPressEvent(event);
}

} // namespace tastescope::ui
