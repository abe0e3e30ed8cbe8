#pragma once

#include <QDialog>

namespace tastescope::ui {

/// All keys of the window and of the page shown, made from the actions there are. It does not block the window.
class KeyboardSheet : public QDialog
{
    Q_OBJECT

public:
    explicit KeyboardSheet(QWidget* window);
};

} // namespace tastescope::ui
