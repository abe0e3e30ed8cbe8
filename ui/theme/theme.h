#pragma once

#include "ui/theme/tokens.h"

#include <QPalette>
#include <QString>

class QApplication;
class QLabel;
class QWidget;

namespace tastescope::ui {

enum class TypeRole;

enum class Pace {
    AtOnce,
    ByTurns, ///< of the event loop, a few ms each; the windows change their picture in one
};

/// Dresses the whole program: Fusion style, fonts, palette and the one style sheet. May be called again at any time;
/// every widget then gets one QEvent::StyleChange, which is where what is painted by hand updates itself.
void applyTheme(QApplication& application, Scheme scheme, Pace pace = Pace::AtOnce);

QPalette palette(Scheme scheme);

/// resources/style.css with @token replaced by its colour and @icon(name, token) by the path of a tinted picture.
QString styleSheet(Scheme scheme);

/// A text of this role and tone: the sheet colours it, so it follows the theme. Tones: Text, Text2, Text3, Off,
/// Accent, Ok, Warn, Err.
void setTextStyle(QLabel* label, TypeRole role, Token tone = Token::Text);

/// Gives a widget the ground of a token, following the theme: Window for forms, Base for pages and charts.
void setGround(QWidget* widget, Token ground);

/// The program's own properties, used by the sheet: setProperty(name, true).
namespace property {
inline constexpr char primary[] = "primary";         ///< QPushButton: the one filled button of a screen
inline constexpr char fallback[] = "fallback";       ///< of those: only where no other is
inline constexpr char quiet[] = "quiet";             ///< of those: another one is it now
inline constexpr char small[] = "small";             ///< QPushButton, fields: 24 px high
inline constexpr char segment[] = "segment";         ///< QPushButton: "first", "middle" or "last" of buttons that touch
inline constexpr char panelTool[] = "panelTool";     ///< QToolButton without a border: panel and dock titles
inline constexpr char invalid[] = "invalid";         ///< fields: the value cannot be used; err border
inline constexpr char link[] = "link";               ///< QPushButton that looks like a link
inline constexpr char popup[] = "popup";             ///< QListView inside a raised panel
inline constexpr char focusRadius[] = "focusRadius"; ///< of a widget that is no button and wants a focus ring: px
} // namespace property

/// Lets the sheet look at the widget's properties again after one changed.
void restyle(QWidget* widget);

} // namespace tastescope::ui
