#pragma once

#include <QString>
#include <QTimer>

#include <functional>

class QMainWindow;

namespace tastescope::ui {

class Workspace;

/// What the window leaves in the settings and finds again: its place on the screen, and of the last session the
/// dataset, the page and the user. It is left at every change, so that a crash or a power cut takes nothing of it.
class SessionState
{
public:
    /// page: the key of the one that is shown, asked when the state is left.
    SessionState(Workspace& workspace, QMainWindow& window, std::function<QString()> page);

    /// The window is on its way: from here on every change is left. When the last session ended without being closed,
    /// the person is told, and offered to go on.
    void begin();
    void end(); ///< the window closes

    void restoreWindow();

    /// Puts bars and docks where restoreWindow() found them.
    void resetWindow();

    /// Opens the dataset of the last session, if there was one; page and user follow by the next two.
    void continueLast();
    void restoreUser();
    QString takePage(); ///< to be shown now; empty: none

    void saveSoon(); ///< the page that is shown, too

private:
    void save();
    void tellOfTheEnd();

    Workspace& m_workspace;
    QMainWindow& m_window;
    std::function<QString()> m_shownPage;
    QTimer m_soon;
    QByteArray m_usualState;
    QString m_lastPage; ///< that showed data
    QString m_user;     ///< to restore, once its dataset is open
    QString m_page;     ///< likewise
};

} // namespace tastescope::ui
