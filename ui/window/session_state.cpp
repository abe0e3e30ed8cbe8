#include "ui/window/session_state.h"

#include "ui/session/data_opening.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"

#include <QMainWindow>

namespace tastescope::ui {

SessionState::SessionState(Workspace& workspace, QMainWindow& window) : m_workspace(workspace), m_window(window) {}

void SessionState::restoreWindow()
{
    m_usualState = m_window.saveState();
    m_window.restoreGeometry(m_workspace.settings().windowGeometry());
    m_window.restoreState(m_workspace.settings().windowState());
}

void SessionState::resetWindow()
{
    m_window.restoreState(m_usualState);
}

void SessionState::continueLast()
{
    const auto session = m_workspace.settings().lastSession();
    if (!session || session->source.isEmpty())
        return;
    m_page = session->page;
    m_user = session->user;
    m_workspace.opening().open(session->source);
}

void SessionState::restoreUser()
{
    const QString id = std::exchange(m_user, QString());
    if (id.isEmpty() || !m_workspace.data().dataset())
        return;
    if (const auto number = m_workspace.data().dataset()->users().find(id.toStdString()))
        m_workspace.selection().setUser(User{*number});
}

QString SessionState::takePage()
{
    return std::exchange(m_page, QString());
}

void SessionState::save(const QString& page)
{
    Settings& settings = m_workspace.settings();
    settings.setWindow(m_window.saveGeometry(), m_window.saveState());
    LastSession session;
    session.source = m_workspace.data().source();
    session.page = page;
    if (m_workspace.data().dataset() && m_workspace.selection().user())
        session.user =
            QString::fromStdString(m_workspace.data().dataset()->users().name(index(*m_workspace.selection().user())));
    session.leftAt = QDateTime::currentDateTime();
    if (!session.source.isEmpty())
        settings.setLastSession(session);
}

} // namespace tastescope::ui
