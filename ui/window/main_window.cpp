#include "ui/window/main_window.h"

#include "ui/pages/import/import_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/session/data_opening.h"
#include "ui/session/first_steps.h"
#include "ui/session/guide.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/open_data.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/window/banner_stack.h"
#include "ui/window/closing_notice.h"
#include "ui/window/command_table.h"
#include "ui/window/commands.h"
#include "ui/window/dock_edge.h"
#include "ui/window/dock_set.h"
#include "ui/window/file_dialogs.h"
#include "ui/window/focus_ring.h"
#include "ui/window/keyboard_sheet.h"
#include "ui/window/page_rail.h"
#include "ui/window/page_stack.h"
#include "ui/window/page_table.h"
#include "ui/window/pane_walk.h"
#include "ui/window/run_bar.h"
#include "ui/window/scope_bar.h"
#include "ui/window/search_palette.h"
#include "ui/window/status_strip.h"
#include "ui/window/theme_choice.h"
#include "ui/window/top_bars.h"
#include "ui/window/window_frame.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int narrowBelow = 1200; // px

} // namespace

MainWindow::MainWindow(Workspace& workspace, QWidget* parent)
    : QMainWindow(parent),
      m_workspace(workspace),
      m_session(workspace, *this, [this] { return currentPage(); })
{
    takeAppearance(workspace.settings()); // before anything is made, and the first theme is applied
    setTheme(workspace.settings().theme());
    setWindowIcon(icon(QStringLiteral("tastescope"), Token::Accent));
    setMinimumSize(1024, 640);
    resize(firstSize(minimumSize()));
    setAcceptDrops(true);
    setStatusBar(new StatusStrip(workspace, this));
    makeCentre();
    makeBars();
    new FocusRing(this);
    connectPages();
    connectWorkspace();
    setWindowTitle(titleOf(m_workspace));
    m_session.restoreWindow();
    showPage(page::start);
    m_session.begin();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeCentre()
{
    auto* middle = new QWidget(this);
    auto* column = makeColumn(middle);
    auto* banners = new BannerStack(middle);
    m_pages = new PageStack(m_workspace, middle);
    column->addWidget(banners);
    column->addWidget(m_pages, 1);
    auto* centre = new QWidget(this);
    m_docks = new DockSet(m_workspace, *this, centre);
    auto* row = makeRow(centre);
    row->addWidget(middle, 1);
    row->addWidget(m_docks->edge());
    setCentralWidget(centre);
    banners->follow(m_workspace.messages());
}

void MainWindow::makeBars()
{
    auto* panes = new PaneWalk(this);
    m_commands = new Commands(m_workspace, *this);
    m_commands->add(commandTable({*this, m_workspace, *m_pages, *m_docks, *panes}));
    m_docks->addTools(*m_commands);
    m_bars = new TopBars(m_workspace, *m_commands, this);
    setMenuWidget(m_bars);
    panes->add(m_bars->runBar());
    panes->add(m_bars->scopeBar());
    panes->add(m_docks->rail());
    panes->add(findChild<BannerStack*>());
    panes->add(m_pages);
    for (QDockWidget* dock : m_docks->docks())
        panes->add(dock, dock->widget());
    panes->add(m_docks->edge());
    panes->add(statusBar());
}

void MainWindow::connectPages()
{
    connect(m_docks, &DockSet::pageChosen, this, &MainWindow::showPage);
    const StartPage* start = m_pages->start();
    connect(start, &StartPage::recentChosen, &m_workspace.opening(), &DataOpening::open);
    connect(start, &StartPage::browseChosen, this, [this] { openFiles(*this); });
    connect(start, &StartPage::keysChosen, this, &MainWindow::showKeys);
    connect(start, &StartPage::formatsChosen, this, [this] { showFormats(*this); });
    connect(start, &StartPage::continueChosen, this, &MainWindow::continueLastSession);
    connect(m_pages->import(), &ImportPage::left, this, &MainWindow::showDatasetOrStart);
    connect(m_bars->search(), &SearchPalette::userChosen, this, [this](User user) {
        m_workspace.selection().setUser(user);
        showPage(page::users);
    });
    connect(m_bars->search(), &SearchPalette::itemChosen, this, &MainWindow::askWhy);
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace.guide(), &Guide::pageWanted, &m_told, [this](const QString& page) { showPage(page); });
    connect(&m_workspace.guide(), &Guide::runImportWanted, &m_told,
            [this](const QStringList& paths) { importRun(*this, m_workspace, paths); });
    connect(&m_workspace.data(), &OpenData::changed, &m_told, [this] { m_session.restoreUser(); });
    // The first dressing of a page takes as long as all that is told of new data: each has a turn of its own.
    connect(
        &m_workspace.data(), &OpenData::changed, &m_told, [this] { showDatasetOrStart(); }, Qt::QueuedConnection);
    connect(&m_workspace.opening(), &DataOpening::pendingChanged, &m_told, [this] {
        if (m_workspace.opening().pending())
            showPage(page::import);
    });
    const auto showTitle = [this] { setWindowTitle(titleOf(m_workspace)); };
    connect(&m_workspace.data(), &OpenData::changed, &m_told, showTitle);
    connect(&m_workspace.choices(), &RunChoices::currentChanged, &m_told, showTitle);
    connect(&m_workspace.jobs(), &JobQueue::changed, &m_told, [this] {
        if (m_closing && !m_workspace.jobs().isBusy())
            close();
    });
}

void MainWindow::open(const QStringList& paths)
{
    if (areRunFiles(paths))
        return importRun(*this, m_workspace, paths);
    const DatasetSource source{paths, {}};
    if (source.needsImport()) {
        m_pages->import()->preview(source);
        showPage(page::import);
    } else if (!source.isEmpty()) {
        m_workspace.opening().open(source);
    }
}

void MainWindow::showDatasetOrStart()
{
    if (!m_workspace.data().dataset()) {
        showPage(page::start);
        return;
    }
    const QString wanted = m_session.takePage();
    if (m_pages->page(wanted) && !page::isScreen(wanted))
        showPage(wanted);
    else if (page::isScreen(currentPage()))
        showPage(page::neighbours);
}

void MainWindow::showPage(const QString& key)
{
    QWidget* shown = m_pages->page(key);
    if (!shown)
        return;
    const bool moves = page::isScreen(currentPage()) || m_pages->currentWidget()->isAncestorOf(focusWidget());
    m_bars->setComplete(!page::isScreen(key));
    m_docks->showFor(key);
    m_pages->open(key);
    m_session.saveSoon();
    // The page itself, not the next bar or button Qt finds; the screens of the start say where Enter acts.
    if (moves && (!page::isScreen(key) || !shown->isAncestorOf(focusWidget())))
        shown->setFocus(Qt::OtherFocusReason);
}

QString MainWindow::currentPage() const
{
    return m_pages->current();
}

QWidget* MainWindow::pageWidget() const
{
    return m_pages->currentWidget();
}

void MainWindow::setTheme(ThemeChoice choice)
{
    if (choice != m_workspace.settings().theme())
        m_workspace.settings().setTheme(choice);
    apply(choice);
}

void MainWindow::continueLastSession()
{
    m_session.continueLast();
}

void MainWindow::toggleSearch()
{
    m_bars->toggleSearch();
}

void MainWindow::showKeys()
{
    (new KeyboardSheet(*m_commands, this))->show();
}

void MainWindow::startTour()
{
    m_workspace.guide().startTour();
    if (m_workspace.data().dataset())
        showPage(page::neighbours);
    else
        exploreSample(m_workspace);
}

void MainWindow::resetLayout()
{
    m_docks->forgetChoices();
    m_session.resetWindow();
    m_docks->showFor(currentPage());
}

/// Why the selected user is or is not recommended an item: in the inspector if it is on the screen.
void MainWindow::askWhy(Item item)
{
    if (!m_docks->find(QStringLiteral("inspector"))->isVisible())
        showPage(page::users);
    m_workspace.selection().setItem(item);
    m_workspace.users().wantWhy();
}

void MainWindow::closeAndKeep()
{
    m_closing = m_workspace.jobs().isBusy();
    m_workspace.jobs().stopAll();
    if (!m_closing)
        close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    event->setAccepted(!m_workspace.jobs().isBusy());
    if (event->isAccepted())
        return m_session.end();
    m_workspace.messages().notify(closingNotice(
        m_workspace, [this] { closeAndKeep(); }, [this] { m_closing = false; }));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (const QStringList files = localFiles(*event->mimeData()); !files.isEmpty()) {
        event->acceptProposedAction();
        open(files);
    }
}

// Qt leaves out the line beside a dock of fixed width.
void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (const QRect rail = m_docks->railPlace(); rail.isValid())
        QPainter(this).fillRect(rail.right() + 1, rail.top(), 1, rail.height(), colour(Token::Line));
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < narrowBelow;
    m_bars->setNarrow(narrow);
    m_docks->setNarrow(narrow);
}

} // namespace tastescope::ui
