#include "ui/theme/quiet_style.h"

#include <QGuiApplication>
#include <QStyleFactory>

namespace tastescope::ui {

QuietStyle::QuietStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int QuietStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    if (metric == PM_ToolTipLabelFrameWidth)
        return 0; // the sheet gives tool tips their padding
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const
{
    if (hint == SH_UnderlineShortcut)
        return QGuiApplication::keyboardModifiers().testFlag(Qt::AltModifier) ? 1 : 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace tastescope::ui
