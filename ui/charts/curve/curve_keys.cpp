// What keys do in a curve chart.
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/linked_cursor.h"

#include <QKeyEvent>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr double keyZoom = 1.5;      // a press of + or -
constexpr double keyPan = 0.1;       // of what is in sight
constexpr double keySmoothing = 0.6; // switched on by S

} // namespace

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
        alt ? zoomBack() : pan(-keyPan, 0);
        return true;
    case Qt::Key_Right:
        alt ? zoomForward() : pan(keyPan, 0);
        return true;
    case Qt::Key_Up:
        pan(0, keyPan);
        return true;
    case Qt::Key_Down:
        pan(0, -keyPan);
        return true;
    case Qt::Key_L:
        setLogarithmic(shift ? !m_view.logarithmicX : m_view.logarithmicX,
                       shift ? m_view.logarithmicY : !m_view.logarithmicY);
        emit viewChanged();
        return true;
    case Qt::Key_A:
        if (!m_data.floor || modifiers != Qt::NoModifier)
            return false;
        setAll(!m_view.all);
        emit allChanged(m_view.all);
        return true;
    case Qt::Key_S:
        setSmoothing(m_view.smoothing > 0 ? 0 : keySmoothing);
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
