#pragma once

#include <QDialog>

class QFormLayout;

namespace tastescope::ui {

struct Appearance;
class MainWindow;
class Workspace;

/// Appearance: theme, contrast, motion and size of the text. Each holds at once and is kept.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(Workspace& workspace, MainWindow& window);

private:
    void addTheme(QFormLayout& form, MainWindow& window);
    void addTextSize(QFormLayout& form);
    void addSwitch(QFormLayout& form, const QString& title, const QString& help, bool on,
                   void (*set)(Appearance&, bool));

    Workspace& m_workspace;
};

} // namespace tastescope::ui
