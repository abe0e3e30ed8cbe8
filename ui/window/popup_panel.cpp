#include "ui/window/popup_panel.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace tastescope::ui {

PopupPanel::PopupPanel(QWidget* window) : QWidget(window)
{
    hide();
    setFocusPolicy(Qt::StrongFocus);
}

void PopupPanel::toggleAt(const QPoint& corner)
{
    m_corner = corner;
    if (isVisible()) {
        hide();
        return;
    }
    fit();
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void PopupPanel::fit()
{
    const QSize size = sizeHint().boundedTo(parentWidget()->size());
    setGeometry(QRect(m_corner - QPoint(0, size.height()), size));
}

void PopupPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    qApp->installEventFilter(this);
}

void PopupPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    qApp->removeEventFilter(this);
}

bool PopupPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        const QPoint point = static_cast<QMouseEvent*>(event)->globalPosition().toPoint();
        if (!rect().contains(mapFromGlobal(point)))
            hide();
    }
    return false;
}

void PopupPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

void PopupPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colour(Token::Outline));
    painter.setBrush(colour(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace tastescope::ui
