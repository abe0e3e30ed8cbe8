#pragma once

#include <QString>

class QHBoxLayout;
class QToolButton;
class QWidget;

namespace tastescope::ui {

/// The first row of a form that can be closed: its title, room for more, and at the right a cross that Esc presses.
struct FormHead
{
    QWidget* widget;
    QHBoxLayout* row; ///< title and cross
    QToolButton* close;
};

FormHead makeFormHead(const QString& title);

} // namespace tastescope::ui
