#include "ui/theme/hover_help.h"

#include <QEvent>
#include <QWidget>

namespace tastescope::ui {

HoverHelp::HoverHelp(QWidget* widget, std::function<QString()> help) : QObject(widget), m_help(std::move(help))
{
    widget->installEventFilter(this);
    widget->setToolTip(m_help());
}

bool HoverHelp::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ToolTip)
        static_cast<QWidget*>(watched)->setToolTip(m_help()); // Qt shows it right after this
    return QObject::eventFilter(watched, event);
}

} // namespace tastescope::ui
