#include "ui/theme/quiet_style.h"

#include <QGuiApplication>
#include <QStyleFactory>

namespace tastescope::ui {

QuietStyle::QuietStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const
{
    if (hint == SH_UnderlineShortcut)
        return QGuiApplication::keyboardModifiers().testFlag(Qt::AltModifier) ? 1 : 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace tastescope::ui
