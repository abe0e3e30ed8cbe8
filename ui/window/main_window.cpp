#include "ui/window/main_window.h"

#include "ui/pages/import/import_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/session/data_opening.h"
#include "ui/session/guide.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/open_data.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/theme/theme.h"
#include "ui/window/banner_stack.h"
#include "ui/window/dock_edge.h"
#include "ui/window/dock_title.h"
#include "ui/window/focus_ring.h"
#include "ui/window/page_rail.h"
#include "ui/window/page_table.h"
#include "ui/window/pane_walk.h"
#include "ui/window/run_bar.h"
#include "ui/window/scope_bar.h"
#include "ui/window/search_button.h"
#include "ui/window/search_palette.h"
#include "ui/window/status_strip.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace tastescope::ui {

Scheme systemScheme()
{
    static const Scheme scheme =
        QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
    return scheme;
}

MainWindow::MainWindow(Workspace& workspace, QWidget* parent) : QMainWindow(parent), m_workspace(workspace)
{
    systemScheme(); // before the first theme is applied
    setTheme(workspace.settings().theme());
    setWindowTitle(tr("Tastescope"));
    setMinimumSize(1024, 640);
    resize(1440, 900);
    setAcceptDrops(true);
    setDockNestingEnabled(false);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    setStatusBar(new StatusStrip(workspace, this));
    makePages();
    makeDocks();
    makeMenus();
    makePanes();
    new FocusRing(this);
    connectWorkspace();
    m_defaultState = saveState();
    restoreGeometry(workspace.settings().windowGeometry());
    restoreState(workspace.settings().windowState());
    showPage(startScreen);
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages()
{
    auto* middle = new QWidget(this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banners = new BannerStack(middle);
    m_stack = new QStackedWidget(middle);
    column->addWidget(m_banners);
    column->addWidget(m_stack, 1);
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(middle, 1);
    m_edge = new DockEdge(centre);
    row->addWidget(m_edge);
    setCentralWidget(centre);

    m_rail = new PageRail(this);
    m_start = new StartPage(m_workspace, m_stack);
    m_import = new ImportPage(m_workspace, m_stack);
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_import);
    m_pages = {{startScreen, m_start}, {importScreen, m_import}};
    int number = 0;
    for (const PageInfo& info : pageTable()) {
        const QString key = QLatin1String(info.key);
        QWidget* page = info.make(m_workspace, m_stack);
        m_stack->addWidget(page);
        m_pages[key] = page;
        m_rail->addPage(key, QLatin1String(info.icon), tr(info.title), QStringLiteral("Ctrl+%1").arg(++number));
    }
    connect(m_rail, &PageRail::chosen, this, &MainWindow::showPage);
    connect(m_edge, &DockEdge::chosen, this, [this](QDockWidget* dock) { chooseDock(dock, true); });
    connect(m_start, &StartPage::recentChosen, &m_workspace.opening(), &DataOpening::open);
    connect(m_start, &StartPage::browseChosen, this, &MainWindow::openFiles);
    connect(m_start, &StartPage::keysChosen, this, &MainWindow::showKeys);
    connect(m_start, &StartPage::formatsChosen, this, &MainWindow::showFormats);
    connect(m_start, &StartPage::continueChosen, this, &MainWindow::continueLastSession);
    connect(m_import, &ImportPage::left, this, &MainWindow::showDatasetOrStart);

    m_railDock = new QDockWidget(this);
    m_railDock->setObjectName(QStringLiteral("pages"));
    m_railDock->setWindowTitle(tr("Pages"));
    m_railDock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    m_railDock->setTitleBarWidget(new QWidget(m_railDock));
    m_railDock->setWidget(m_rail);
    addDockWidget(Qt::LeftDockWidgetArea, m_railDock);
}

void MainWindow::makeDocks()
{
    for (const DockInfo& info : dockTable()) {
        auto* dock = new QDockWidget(tr(info.title), this);
        dock->setObjectName(QLatin1String(info.key));
        auto* title = new DockTitle(tr(info.title), dock);
        dock->setTitleBarWidget(title);
        QWidget* content = info.make(m_workspace, dock);
        const bool atSide = info.area == Qt::LeftDockWidgetArea || info.area == Qt::RightDockWidgetArea;
        if (atSide) {
            content->setMinimumWidth(info.minimum);
            content->setMaximumWidth(info.maximum);
        } else {
            content->setMinimumHeight(info.minimum);
            content->setMaximumHeight(info.maximum);
        }
        dock->setWidget(content);
        addDockWidget(info.area, dock);
        resizeDocks({dock}, {info.size}, atSide ? Qt::Horizontal : Qt::Vertical);
        for (QAction* action : content->actions())
            if (!action->icon().isNull() || qobject_cast<QWidgetAction*>(action))
                title->addTool(action);
        connect(content, &QWidget::windowTitleChanged, title, &DockTitle::setCaption);
        connect(title, &DockTitle::closeChosen, this, [this, dock] { chooseDock(dock, false); });
        connect(dock->toggleViewAction(), &QAction::triggered, this,
                [this, dock](bool shown) { chooseDock(dock, shown); });
        if (atSide)
            m_edge->addDock(dock, QLatin1String(info.icon));
        m_docks.push_back(dock);
    }
}

void MainWindow::makePanes()
{
    m_panes = new PaneWalk(this);
    m_panes->add(m_runBar);
    m_panes->add(m_scopeBar);
    m_panes->add(m_rail);
    m_panes->add(m_banners);
    m_panes->add(m_stack);
    for (QDockWidget* dock : m_docks)
        m_panes->add(dock, dock->widget());
    m_panes->add(m_edge);
    m_panes->add(statusBar());
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace.guide(), &Guide::pageWanted, this, &MainWindow::showPage);
    connect(&m_workspace.messages(), &Messages::noticed, m_banners, &BannerStack::add);
    connect(&m_workspace.data(), &OpenData::changed, this, [this] {
        restoreUser();
        showDatasetOrStart();
        updateActions();
    });
    connect(&m_workspace.opening(), &DataOpening::pendingChanged, this, [this] {
        if (m_workspace.opening().pending())
            showPage(importScreen);
    });
    connect(&m_workspace.jobs(), &JobQueue::changed, this, [this] {
        updateActions();
        if (m_closing && !m_workspace.jobs().isBusy())
            close();
    });
}

void MainWindow::showDatasetOrStart()
{
    if (!m_workspace.data().dataset() || pageTable().empty()) {
        showPage(startScreen);
        return;
    }
    const QString wanted = std::exchange(m_pageToRestore, QString());
    if (m_pages.contains(wanted))
        showPage(wanted);
    else if (m_page == startScreen || m_page == importScreen)
        showPage(m_pages.contains(QStringLiteral("neighbours")) ? QStringLiteral("neighbours")
                                                                : QLatin1String(pageTable().front().key));
}

void MainWindow::showPage(const QString& key)
{
    const auto found = m_pages.find(key);
    if (found == m_pages.end())
        return;
    const bool moves = !hasChrome() || m_stack->currentWidget()->isAncestorOf(focusWidget());
    m_page = key;
    setChrome(hasChrome());
    m_stack->setCurrentWidget(found->second);
    // The page itself, not the next bar or button Qt finds; the screens of the start say where Enter acts.
    if (moves && (hasChrome() || !found->second->isAncestorOf(focusWidget())))
        found->second->setFocus(Qt::OtherFocusReason);
    m_rail->setCurrent(key);
    if (key == startScreen)
        m_start->refresh();
    updateActions();
}

QString MainWindow::currentPage() const
{
    return m_page;
}

QWidget* MainWindow::pageWidget() const
{
    return m_stack->currentWidget();
}

void MainWindow::setTheme(ThemeChoice choice)
{
    if (choice != m_workspace.settings().theme())
        m_workspace.settings().setTheme(choice);
    const Scheme wanted = choice == ThemeChoice::System ? systemScheme()
                          : choice == ThemeChoice::Dark ? Scheme::Dark
                                                        : Scheme::Light;
    if (wanted != currentScheme() || qApp->styleSheet().isEmpty())
        applyTheme(*qApp, wanted, Pace::ByTurns);
}

} // namespace tastescope::ui
