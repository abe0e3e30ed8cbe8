#include "ui/theme/appearance.h"

#include "ui/theme/type.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr char widthAtHundred[] = "widthAt100"; // of the text, in percent
constexpr char heightAtHundred[] = "heightAt100";
constexpr char leastAtHundred[] = "leastAt100"; // width and height
// Where Qt keeps the font that a widget had when it was polished first, which it is given again with every style sheet.
constexpr char fontBeforePolish[] = "_q_styleSheetWidgetFont";
constexpr int leastLine = 20; // px: what is lower holds no text
constexpr int aroundLine = 6;
constexpr int panelWidth = 200;
constexpr int leastWidth = 60; // px: what is narrower holds an icon

Appearance appearanceNow;
int usualFlashTime = -1;

/// A length as it was made, at 100 %: lengths in the code are of that size.
int atHundred(QWidget& widget, const char* property, int length)
{
    const QVariant known = widget.property(property);
    if (known.isValid())
        return known.toInt();
    widget.setProperty(property, length);
    return length;
}

/// Fixed heights hold a line of text, fixed widths of fields and panels grow half as much as the text does.
void makeRoom(QWidget& widget)
{
    const int percent = appearanceNow.textPercent;
    if (widget.isWindow() || widget.inherits("QDockWidget")) // a dock is as wide as what it holds
        return;
    if (const QVariant least = widget.property(leastAtHundred); least.isValid()) {
        widget.setMinimumSize(least.toSize() * percent / 100);
        return;
    }
    if (widget.minimumHeight() == widget.maximumHeight() && widget.minimumHeight() >= leastLine)
        widget.setFixedHeight(std::max(atHundred(widget, heightAtHundred, widget.minimumHeight()),
                                       lineHeight(TypeRole::Body) + (percent > 100 ? aroundLine : 0)));
    if (widget.minimumWidth() == widget.maximumWidth() && widget.minimumWidth() >= leastWidth)
        widget.setFixedWidth(roomyWidth(atHundred(widget, widthAtHundred, widget.minimumWidth())));
}

void rescaleFont(QWidget& widget, int from, int to)
{
    if (!widget.testAttribute(Qt::WA_SetFont) || widget.isWindow())
        return;
    QFont font = widget.font();
    font.setPointSizeF(font.pointSizeF() * to / from);
    widget.setFont(font);
    widget.setProperty(fontBeforePolish, QVariant());
}

} // namespace

const Appearance& currentAppearance()
{
    return appearanceNow;
}

void setCurrentAppearance(const Appearance& appearance)
{
    appearanceNow = appearance;
    appearanceNow.textPercent = std::clamp(appearance.textPercent, 100, 200);
}

int roomyWidth(int pixels)
{
    const int share = pixels < panelWidth ? 50 : 60; // of the growth of the text
    return pixels * (100 * 100 + share * (appearanceNow.textPercent - 100)) / (100 * 100);
}

void setRoomyWidth(QWidget& widget, int pixels)
{
    widget.setProperty(widthAtHundred, pixels);
    widget.setFixedWidth(roomyWidth(pixels));
}

void setRoomyMinimum(QWidget& widget, int width, int height)
{
    widget.setProperty(leastAtHundred, QSize(width, height));
    widget.setMinimumSize(QSize(width, height) * appearanceNow.textPercent / 100);
}

void makeRoomForText(QWidget& window)
{
    if (appearanceNow.textPercent == 100)
        return;
    for (QWidget* widget : window.findChildren<QWidget*>())
        makeRoom(*widget);
}

void applyAppearance(QApplication& application, const Appearance& wanted)
{
    const int before = appearanceNow.textPercent;
    setCurrentAppearance(wanted);
    if (appearanceNow.textPercent != before)
        for (QWidget* widget : application.allWidgets()) {
            rescaleFont(*widget, before, appearanceNow.textPercent);
            makeRoom(*widget);
        }
    if (usualFlashTime < 0)
        usualFlashTime = application.cursorFlashTime();
    application.setCursorFlashTime(wanted.reducedMotion ? 0 : usualFlashTime);
    for (const auto effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                              Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox})
        application.setEffectEnabled(effect, false); // nothing moves by itself, whatever the desktop says
}

} // namespace tastescope::ui
