#pragma once

#include <QColor>
#include <QString>

#include <optional>
#include <span>

namespace tastescope::ui {

/// What a colour is for. The table in tokens.cpp gives each its two colours; nothing else in the program holds one.
enum class Token {
    Window,  ///< menu, run bar, page rail, dock titles, forms, status bar
    Base,    ///< pages, charts, tables, readouts
    Raised,  ///< menus, job list, palette
    Field,   ///< edits, combos, spin boxes, buttons
    Hover,   ///< hover, current page, bar troughs, patience span
    Press,   ///< pressed, checked, progress trough
    Soft,    ///< selected row, active chip
    Line,    ///< separators, splitters, cards, chips
    Control, ///< borders of buttons and fields
    Outline, ///< check boxes, radios, readout and menu border, the K line
    Grid,    ///< chart grid, table row lines
    Axis,    ///< axis line and ticks
    Text,
    Text2,  ///< labels, captions, legend; text on Press
    Text3,  ///< axis labels, units, intervals, placeholders; never on Press
    Off,    ///< disabled only
    Accent, ///< what one touches: focus, links, brush edges, current tab
    Fill,   ///< primary button, checked box
    OnFill,
    Band,  ///< brush, "as good as best"; lets through what is below
    Bar,   ///< data without a run
    Bar2,  ///< the part of the data left out
    Muted, ///< unselected lines behind
    Ok,
    OkGround,
    Warn,
    WarnGround,
    Err,
    ErrGround,
};
inline constexpr int tokenCount = static_cast<int>(Token::ErrGround) + 1;

enum class Scheme { Light, Dark };

/// The scheme applyTheme() chose; Light before.
Scheme currentScheme();

QColor colour(Token token); ///< in the current scheme
QColor colour(Token token, Scheme scheme);

/// The name used in the style sheet: "text2", "ctl".
QString tokenName(Token token);
std::optional<Token> tokenNamed(const QString& name);

inline constexpr int runSlots = 6;

/// Of a run's slot, 0 to runSlots - 1, in the current scheme; muted outside of that.
/// The pairs are measured to be told apart with every common colour blindness.
QColor runColour(int slot);
QColor runColour(int slot, Scheme scheme);

/// Nine even parts of viridis, dark to light. Between two neighbours a straight line in sRGB is within a step of its
/// 256 colours.
std::span<const QRgb> sequentialRamp();

/// Contrast of two opaque colours after WCAG 2: (L1 + 0.05) / (L2 + 0.05), in [1, 21].
double contrast(const QColor& one, const QColor& other);

/// Black or white, whichever reads better on the ground.
QColor inkOn(const QColor& ground);

void setCurrentScheme(Scheme scheme); ///< for applyTheme(), which also tells every widget

} // namespace tastescope::ui
