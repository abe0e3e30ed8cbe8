#pragma once

#include <QFont>

namespace tastescope::ui {

/// What a text is for. Sizes are points, so a person's font scaling works, and grow with Appearance::textPercent; the
/// line heights are pixels at 96 dpi.
enum class TypeRole {
    Axis,        ///< 8.25 pt: axis labels, status bar
    Header,      ///< 8.25 pt, 500: table header, page rail, badge
    Table,       ///< 9 pt: tables, chips, captions, tabs, readouts
    TableStrong, ///< 9 pt, 500: first column, main number
    Body,        ///< 9.75 pt: body, controls, menus
    Button,      ///< 9.75 pt, 500
    Title,       ///< 9.75 pt, 600: panel title
    Card,        ///< 12 pt, 600: start cards, ledger total
    Number,      ///< 13.5 pt, 600: user number
    Count,       ///< 15 pt, 600: counts on Data
    Display,     ///< 18 pt, 600: program name
    Mono,        ///< 8.25 pt, fixed width: hashes and raw lines of files
};

/// Tastescope Sans where it was made, else the system's sans font. Only the weights 400, 500 and 600 are ever asked
/// for.
QFont font(TypeRole role);

/// The width of a text in one line, in pixels.
int textWidth(const QString& text, TypeRole role);

/// The height of a line of text, never less than the font needs.
int lineHeight(TypeRole role);

/// A row as high as `pixels`, or as its text asks when the person's font is larger: max(pixels, text + 8).
int rowHeight(int pixels, TypeRole role = TypeRole::Table);

/// Makes the fonts of the resource known to Qt, once. False when they were not made with this build.
bool loadFonts();

} // namespace tastescope::ui
