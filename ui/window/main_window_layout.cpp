// Which bars and docks MainWindow shows, by the page, the room there is and what the person chose.
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/theme/tokens.h"
#include "ui/window/dock_edge.h"
#include "ui/window/main_window.h"
#include "ui/window/page_rail.h"
#include "ui/window/page_table.h"
#include "ui/window/run_bar.h"
#include "ui/window/scope_bar.h"
#include "ui/window/search_button.h"
#include "ui/window/search_palette.h"

#include <QDockWidget>
#include <QPainter>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int narrowBelow = 1200;                      // px: the rail loses its words, side docks fold away
const QString dockKey = QStringLiteral("docks/%1/%2"); // page, dock

} // namespace

// Before there is data the window is only the start page: bars about runs and slices would have nothing to say.
void MainWindow::setChrome(bool visible)
{
    m_topLine->setVisible(!visible); // the bars have their own
    m_runBar->setVisible(visible);
    m_scopeBar->setVisible(visible);
    m_railDock->setVisible(visible);
    for (QDockWidget* dock : m_docks) {
        if (!visible)
            dock->hide();
        else if (!m_wasNarrow || dockWidgetArea(dock) == Qt::BottomDockWidgetArea)
            dock->setVisible(wantsDock(dock));
    }
    m_edge->setAllowed(visible && std::ranges::any_of(m_docks, [this](QDockWidget* dock) { return wantsDock(dock); }));
}

bool MainWindow::hasChrome() const
{
    return m_page != startScreen && m_page != importScreen;
}

// Docks come and go with the page and the room there is; what the person chose for a page stays, also the next time.
bool MainWindow::wantsDock(QDockWidget* dock) const
{
    const auto page =
        std::ranges::find(pageTable(), m_page, [](const PageInfo& info) { return QLatin1String(info.key); });
    const bool atSide = dockWidgetArea(dock) != Qt::BottomDockWidgetArea;
    const auto info =
        std::ranges::find(dockTable(), dock->objectName(), [](const DockInfo& row) { return QLatin1String(row.key); });
    const bool usual = atSide ? page != pageTable().end() && page->sideDocks
                              : QString::fromLatin1(info->pages).split(QLatin1Char(' ')).contains(m_page);
    return m_workspace.settings().value(dockKey.arg(m_page, dock->objectName()), usual).toBool();
}

void MainWindow::chooseDock(QDockWidget* dock, bool shown)
{
    m_workspace.settings().setValue(dockKey.arg(m_page, dock->objectName()), shown);
    dock->setVisible(shown);
}

void MainWindow::resetLayout()
{
    m_workspace.settings().remove(QStringLiteral("docks"));
    restoreState(m_defaultState);
    setChrome(hasChrome());
}

// Qt leaves out the line beside a dock of fixed width.
void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    const QRect rail = m_railDock->geometry();
    if (m_railDock->isVisible())
        QPainter(this).fillRect(rail.right() + 1, rail.top(), 1, rail.height(), colour(Token::Line));
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < narrowBelow;
    m_rail->setCompact(narrow);
    m_search->setCompact(narrow);
    m_palette->hide();
    if (narrow == m_wasNarrow)
        return;
    m_wasNarrow = narrow;
    for (QDockWidget* dock : m_docks)
        if (narrow && dockWidgetArea(dock) != Qt::BottomDockWidgetArea)
            dock->hide();
    if (!narrow)
        setChrome(hasChrome());
}

} // namespace tastescope::ui
