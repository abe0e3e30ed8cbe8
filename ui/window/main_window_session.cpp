// How MainWindow opens, what it leaves and finds again, and how it closes.
#include "ui/pages/import/import_page.h"
#include "ui/session/data_opening.h"
#include "ui/session/first_steps.h"
#include "ui/session/guide.h"
#include "ui/session/job_queue.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
#include "ui/window/banner_stack.h"
#include "ui/window/main_window.h"
#include "ui/window/page_table.h"

#include <QCloseEvent>
#include <QMimeData>

namespace tastescope::ui {

namespace {

QStringList localFiles(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace

void MainWindow::open(const QStringList& paths)
{
    const DatasetSource source{paths, {}};
    if (source.needsImport()) {
        m_import->preview(source);
        showPage(importScreen);
    } else if (!source.isEmpty()) {
        m_workspace.opening().open(source);
    }
}

void MainWindow::startTour()
{
    m_workspace.guide().startTour();
    if (m_workspace.data().dataset())
        showPage(QStringLiteral("neighbours"));
    else
        exploreSample(m_workspace);
}

void MainWindow::continueLastSession()
{
    const auto session = m_workspace.settings().lastSession();
    if (!session || session->source.isEmpty())
        return;
    m_pageToRestore = session->page;
    m_userToRestore = session->user;
    m_workspace.opening().open(session->source);
}

void MainWindow::restoreUser()
{
    const QString id = std::exchange(m_userToRestore, QString());
    if (id.isEmpty() || !m_workspace.data().dataset())
        return;
    if (const auto number = m_workspace.data().dataset()->users().find(id.toStdString()))
        m_workspace.selection().setUser(User{*number});
}

void MainWindow::saveSession()
{
    Settings& settings = m_workspace.settings();
    settings.setWindow(saveGeometry(), saveState());
    LastSession session;
    session.source = m_workspace.data().source();
    session.page = m_page;
    if (m_workspace.data().dataset() && m_workspace.selection().user())
        session.user = QString::fromStdString(m_workspace.data().dataset()->users().name(index(*m_workspace.selection().user())));
    session.leftAt = QDateTime::currentDateTime();
    if (!session.source.isEmpty())
        settings.setLastSession(session);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_workspace.jobs().isBusy()) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    saveSession();
    event->accept();
}

void MainWindow::askBeforeClosing()
{
    const QString job = m_workspace.jobs().jobs().front().title;
    const bool training = m_workspace.runs().running() != nullptr;
    const bool sweeping = m_workspace.sweeps().isBusy() && m_workspace.sweeps().running()->name == job;
    m_banners->add({NoticeKind::Warning,
                    tr("%1 is still running").arg(job),
                    sweeping
                        ? tr("If the window closes now, the sweep stops. What is finished is kept, and it can go on "
                             "later.")
                    : training ? tr("If the window closes now, training stops and the best epoch so far is kept.")
                               : tr("If the window closes now, it is stopped and nothing of it is kept."),
                    {{training ? tr("Stop and keep the best") : tr("Stop and close"),
                      [this] {
                          m_closing = true;
                          m_workspace.jobs().stopAll();
                      }},
                     {tr("Keep running"), [this] { m_closing = false; }}}});
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    open(files);
}

} // namespace tastescope::ui
