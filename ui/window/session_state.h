#pragma once

#include <QString>

class QMainWindow;

namespace tastescope::ui {

class Workspace;

/// What the window leaves in the settings and finds again: its place on the screen, and of the last session the
/// dataset, the page and the user.
class SessionState
{
public:
    SessionState(Workspace& workspace, QMainWindow& window);

    void restoreWindow();

    /// Puts bars and docks where restoreWindow() found them.
    void resetWindow();

    /// Opens the dataset of the last session, if there was one; page and user follow by the next two.
    void continueLast();
    void restoreUser();
    QString takePage(); ///< to be shown now; empty: none

    void save(const QString& page);

private:
    Workspace& m_workspace;
    QMainWindow& m_window;
    QByteArray m_usualState;
    QString m_user; ///< to restore, once its dataset is open
    QString m_page; ///< likewise
};

} // namespace tastescope::ui
