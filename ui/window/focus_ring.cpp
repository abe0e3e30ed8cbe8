#include "ui/window/focus_ring.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QFocusEvent>
#include <QPainter>
#include <QRadioButton>
#include <QToolButton>

namespace tastescope::ui {

namespace {

constexpr int away = 3; // 1 px of ground and 2 px of ring

bool wantsRing(const QWidget* widget)
{
    if (!widget->property(property::focusRadius).isNull())
        return true;
    const bool ownFocus = qobject_cast<const QCheckBox*>(widget) || qobject_cast<const QRadioButton*>(widget)
                          || qobject_cast<const QToolButton*>(widget);
    return qobject_cast<const QAbstractButton*>(widget) && !ownFocus;
}

} // namespace

FocusRing::FocusRing(QWidget* window) : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    qApp->installEventFilter(this);
}

// Qt says Tab where it moves the focus away from what was hidden or disabled, and Other where it shows another page:
// nobody asked for a ring there.
bool FocusRing::wasAskedFor(Qt::FocusReason reason) const
{
    const bool byTab = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
    return byTab ? m_tabbed : reason != Qt::MouseFocusReason && reason != Qt::OtherFocusReason;
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        m_tabbed = key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_F6;
    } else if (event->type() == QEvent::MouseButtonPress) {
        m_tabbed = false;
    }
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        auto* widget = static_cast<QWidget*>(watched);
        const bool asked = wasAskedFor(static_cast<QFocusEvent*>(event)->reason());
        if (widget->window() == window())
            follow(asked && wantsRing(widget) ? widget : nullptr);
    } else if (watched == m_widget) {
        switch (event->type()) {
        case QEvent::FocusOut:
        case QEvent::Hide:
            follow(nullptr);
            break;
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Paint: // moved with a parent
            place();
            break;
        default:
            break;
        }
    }
    return false;
}

void FocusRing::follow(QWidget* widget)
{
    m_widget = widget;
    setVisible(widget != nullptr);
    if (widget) {
        place();
        raise();
    }
}

void FocusRing::place()
{
    const QPoint corner = m_widget->mapTo(parentWidget(), QPoint(0, 0));
    const QRect wanted = QRect(corner, m_widget->size()).adjusted(-away, -away, away, away);
    if (geometry() != wanted)
        setGeometry(wanted);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    if (!m_widget)
        return;
    const QVariant own = m_widget->property(property::focusRadius);
    const double radius = (own.isNull() ? 4 : own.toInt()) + away - 1;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::Accent), 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
}

} // namespace tastescope::ui
