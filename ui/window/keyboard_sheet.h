#pragma once

#include <QDialog>

namespace tastescope::ui {

class Commands;

/// All keys of the window, made from the commands there are, and those of charts and lists. It does not block the
/// window.
class KeyboardSheet : public QDialog
{
    Q_OBJECT

public:
    KeyboardSheet(const Commands& commands, QWidget* window);
};

} // namespace tastescope::ui
