#pragma once

#include <QDialog>

namespace tastescope::ui {

/// What the program is, its version, its licence and those of what it is made with.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* window);
};

} // namespace tastescope::ui
