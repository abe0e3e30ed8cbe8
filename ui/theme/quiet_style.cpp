#include "ui/theme/quiet_style.h"

#include "ui/theme/appearance.h"

#include <QComboBox>
#include <QGuiApplication>
#include <QScrollArea>
#include <QStyleFactory>
#include <QStyledItemDelegate>

namespace tastescope::ui {

QuietStyle::QuietStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int QuietStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    if (metric == PM_ToolTipLabelFrameWidth)
        return 0; // the sheet gives tool tips their padding
    return QProxyStyle::pixelMetric(metric, option, widget);
}

// Only a styled delegate asks the sheet how a row looks; a combo box brings another one.
void QuietStyle::polish(QWidget* widget)
{
    if (auto* combo = qobject_cast<QComboBox*>(widget);
        combo && !qobject_cast<QStyledItemDelegate*>(combo->itemDelegate()))
        combo->setItemDelegate(new QStyledItemDelegate(combo));
    if (qobject_cast<QScrollArea*>(widget) && widget->focusPolicy() & Qt::TabFocus)
        widget->setFocusPolicy(Qt::ClickFocus); // what stands in it has the stops
    QProxyStyle::polish(widget);
}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const
{
    if (hint == SH_ComboBox_Popup)
        return 0; // a list that the sheet dresses as a menu
    if (motionIsReduced()
        && (hint == SH_Widget_Animate || hint == SH_Widget_Animation_Duration
            || hint == SH_BlinkCursorWhenTextSelected))
        return 0;
    if (hint == SH_UnderlineShortcut)
        return QGuiApplication::keyboardModifiers().testFlag(Qt::AltModifier) ? 1 : 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace tastescope::ui
