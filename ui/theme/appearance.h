#pragma once

class QApplication;
class QWidget;

namespace tastescope::ui {

/// How the program looks beyond its scheme, for who sees or moves differently.
struct Appearance
{
    bool highContrast = false;  ///< borders and lines in the tones of text
    bool reducedMotion = false; ///< nothing blinks, fades or slides
    int textPercent = 100;      ///< 100 to 200

    bool operator==(const Appearance&) const = default;
};

const Appearance& currentAppearance();

/// For applyAppearance(), and for tests of what is not a widget.
void setCurrentAppearance(const Appearance& appearance);

/// Takes it on at once, also in every widget that is there: fonts set by hand, fixed widths of fields and fixed heights
/// follow the text. applyTheme() dresses the rest, and comes after.
void applyAppearance(QApplication& application, const Appearance& wanted);

/// A fixed width that grows with the text: half as much for fields, a little more for panels.
void setRoomyWidth(QWidget& widget, int pixels);
int roomyWidth(int pixels);

/// A least size that grows as the text does, of what stands in a scroll area; 0: none.
void setRoomyMinimum(QWidget& widget, int width, int height);

/// For a window that was made with larger text: its fonts are right, its fixed lengths are those of 100 %.
void makeRoomForText(QWidget& window);

inline bool motionIsReduced()
{
    return currentAppearance().reducedMotion;
}

} // namespace tastescope::ui
