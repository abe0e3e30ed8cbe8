#include "ui/window/session_state.h"

#include "ui/session/data_opening.h"
#include "ui/session/log_file.h"
#include "ui/session/messages.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/window/theme_choice.h"

#include <QDir>
#include <QMainWindow>

namespace tastescope::ui {

SessionState::SessionState(Workspace& workspace, QMainWindow& window, std::function<QString()> page)
    : m_workspace(workspace),
      m_window(window),
      m_shownPage(std::move(page))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(300); // a person walks through users faster than files should be written
    QObject::connect(&m_soon, &QTimer::timeout, &m_soon, [this] { save(); });
}

void SessionState::begin()
{
    if (m_workspace.settings().beginSession())
        tellOfTheEnd();
    makeRoomForText(m_window);
    QObject::connect(&m_workspace.data(), &OpenData::changed, &m_soon, [this] { saveSoon(); });
    QObject::connect(&m_workspace.selection(), &Selection::userChanged, &m_soon, [this] { saveSoon(); });
}

void SessionState::end()
{
    m_soon.stop();
    save();
    m_workspace.settings().endSession();
}

void SessionState::tellOfTheEnd()
{
    Notice notice{NoticeKind::Warning, QObject::tr("Tastescope ended last time without being closed"), {}};
    notice.text = QObject::tr("Runs keep their finished epochs and can go on. What the program said last: %1.")
                      .arg(QDir::toNativeSeparators(logFile()));
    if (m_workspace.settings().lastSession())
        notice.actions.push_back({QObject::tr("Continue where it was"), [this] { continueLast(); }});
    m_workspace.messages().notify(notice);
}

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

void SessionState::saveSoon()
{
    if (!page::isScreen(m_shownPage()))
        m_lastPage = m_shownPage();
    m_soon.start();
}

void SessionState::save()
{
    Settings& settings = m_workspace.settings();
    settings.setWindow(m_window.saveGeometry(), m_window.saveState());
    LastSession session;
    session.source = m_workspace.data().source();
    session.page = m_lastPage;
    if (m_workspace.data().dataset() && m_workspace.selection().user())
        session.user =
            QString::fromStdString(m_workspace.data().dataset()->users().name(index(*m_workspace.selection().user())));
    session.leftAt = QDateTime::currentDateTime();
    if (!session.source.isEmpty())
        settings.setLastSession(session);
}

} // namespace tastescope::ui
