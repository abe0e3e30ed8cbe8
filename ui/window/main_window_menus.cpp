#include "ui/session/data_opening.h"
#include "ui/session/first_steps.h"
#include "ui/session/job_queue.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/run_edits.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/window/about_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/page_table.h"
#include "ui/window/pane_walk.h"
#include "ui/window/run_bar.h"
#include "ui/window/scope_bar.h"
#include "ui/window/search_button.h"
#include "ui/window/search_palette.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

QAction* MainWindow::addAction(QMenu* menu, const QString& title, const QKeySequence& key, const QString& help,
                               const std::function<void()>& run)
{
    QAction* action = menu->addAction(title);
    action->setShortcut(key);
    action->setToolTip(help);
    action->setStatusTip({});
    connect(action, &QAction::triggered, this, run);
    return action;
}

void MainWindow::makeMenus()
{
    auto* bars = new QWidget(this);
    auto* column = new QVBoxLayout(bars);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* menus = new QMenuBar(bars);
    menus->setFixedHeight(qMax(28, menus->sizeHint().height()));
    setMenuWidget(bars); // menuBar() would make one without the bars below
    m_dataMenu = new QMenu(tr("&Data"), this);
    m_modelMenu = new QMenu(tr("&Model"), this);
    m_menuBar = menus;

    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeDataMenu();
    makeRunMenu();
    for (const auto& [key, page] : m_pages)
        adoptActions(page);
    for (QDockWidget* dock : m_docks)
        adoptActions(dock->widget());
    makeHelpMenu();
    makeSearch();

    m_runBar = new RunBar(m_workspace, m_dataMenu, m_modelMenu, bars);
    m_runBar->setActions(m_run, m_pause, m_stop);
    m_scopeBar = new ScopeBar(m_workspace, bars);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 8, 0);
    top->addWidget(menus, 1);
    top->addWidget(m_search);
    column->addLayout(top);
    column->addWidget(m_runBar);
    column->addWidget(m_scopeBar);
    column->addWidget(m_topLine = new Hairline(Qt::Horizontal, bars));
}

QMenu* MainWindow::menuCalled(const QString& title)
{
    for (QAction* action : m_menuBar->actions())
        if (action->menu() && action->menu()->title() == title)
            return action->menu();
    return m_menuBar->addMenu(title);
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuCalled(tr("&File"));
    addAction(menu, tr("&Open Files…"), QKeySequence::Open, tr("Open a dataset file, or several that belong together"),
              [this] { openFiles(); });
    addAction(menu, tr("Open &Folder…"), QKeySequence(tr("Ctrl+Shift+O")), tr("Open the folder of a dataset"),
              [this] { openFolder(); });
    addAction(menu, tr("&Explore the Sample"), {}, tr("Open the invented listeners and playlists, train user-KNN"),
              [this] { exploreSample(m_workspace); });
    m_recentMenu = menu->addMenu(tr("Open &Recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    menu->addSeparator();
    m_needDataset.push_back(addAction(menu, tr("&Save Dataset As…"), QKeySequence(tr("Ctrl+Shift+S")),
                                      tr("Save what is open as one .taste file"), [this] { saveDatasetAs(); }));
    m_needDataset.push_back(addAction(menu, tr("&Close Dataset"), QKeySequence::Close,
                                      tr("Go back to the first screen"), [this] { m_workspace.data().close(); }));
    menu->addSeparator();
    addAction(menu, tr("&Quit"), QKeySequence(tr("Ctrl+Q")), tr("Close the window"), [this] { close(); });
}

void MainWindow::makeEditMenu()
{
    QMenu* menu = menuCalled(tr("&Edit"));
    QAction* undo = m_workspace.runEdits().steps().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_workspace.runEdits().steps().createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    menu->addActions({undo, redo});
    menu->addSeparator();
    addAction(menu, tr("Copy Page as &Image"), QKeySequence(tr("Ctrl+Shift+C")),
              tr("Put a picture of the page on the clipboard"), [this] { copyPage(); });
    addAction(menu, tr("&Export Page…"), QKeySequence(tr("Ctrl+E")), tr("Save a picture of the page"),
              [this] { exportPage(); });
    m_needDataset.push_back(addAction(menu, tr("Show &All Users"), QKeySequence(tr("Ctrl+Shift+A")),
                                      tr("Let go of the slice"), [this] { m_workspace.selection().setSlice(std::nullopt); }));
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuCalled(tr("&View"));
    int number = 0;
    for (const PageInfo& info : pageTable()) {
        const QString key = QLatin1String(info.key);
        m_needDataset.push_back(addAction(menu, tr(info.title), QKeySequence(QStringLiteral("Ctrl+%1").arg(++number)),
                                          tr("Show the page %1").arg(tr(info.title)), [this, key] { showPage(key); }));
    }
    menu->addSeparator();
    for (QDockWidget* dock : m_docks) {
        menu->addAction(dock->toggleViewAction());
    }
    auto* themes = new QActionGroup(this);
    const auto addTheme = [&](const QString& title, ThemeChoice choice) {
        QAction* action = addAction(menu, title, {}, {}, [this, choice] { setTheme(choice); });
        action->setCheckable(true);
        action->setChecked(m_workspace.settings().theme() == choice);
        themes->addAction(action);
    };
    menu->addSeparator();
    addTheme(tr("&Light"), ThemeChoice::Light);
    addTheme(tr("&Dark"), ThemeChoice::Dark);
    addTheme(tr("As the &System"), ThemeChoice::System);
    menu->addSeparator();
    addAction(menu, tr("Next Pane"), QKeySequence(Qt::Key_F6), tr("Go on to the next part of the window"),
              [this] { m_panes->step(1); });
    addAction(menu, tr("Previous Pane"), QKeySequence(tr("Shift+F6")), tr("Go back to the part of the window before"),
              [this] { m_panes->step(-1); });
    menu->addSeparator();
    addAction(menu, tr("&Full Screen"), QKeySequence(Qt::Key_F11), tr("Use the whole screen, or the window again"),
              [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    addAction(menu, tr("&Reset Layout"), QKeySequence(tr("Ctrl+Shift+0")), tr("Put all docks back in their places"),
              [this] { resetLayout(); });
}

void MainWindow::makeDataMenu()
{
    m_menuBar->addMenu(m_dataMenu);
    connect(m_dataMenu, &QMenu::aboutToShow, this, &MainWindow::fillDataMenu);
    fillDataMenu();
}

// The invented presets, what was opened lately, and the two dialogs.
void MainWindow::fillDataMenu()
{
    m_dataMenu->clear();
    const std::pair<QString, QString> presets[] = {{tr("Sample, 5 000 users"), QStringLiteral("preset:demo")},
                                                   {tr("Tiny sample, 500 users"), QStringLiteral("preset:tiny")},
                                                   {tr("Full scale, 101 713 users"), QStringLiteral("preset:full")}};
    for (const auto& [title, spec] : presets)
        addAction(m_dataMenu, title, {}, tr("Invented listeners and playlists"), [this, spec = spec] { open({spec}); });
    m_dataMenu->addSeparator();
    for (const RecentFile& file : m_workspace.settings().recentFiles())
        addAction(m_dataMenu, file.source.name(), {}, file.contents,
                  [this, source = file.source] { m_workspace.opening().open(source); });
    m_dataMenu->addSeparator();
    addAction(m_dataMenu, tr("Files…"), {}, tr("Open a dataset file, or several that belong together"),
              [this] { openFiles(); });
    addAction(m_dataMenu, tr("Folder…"), {}, tr("Open the folder of a dataset"), [this] { openFolder(); });
}

void MainWindow::makeRunMenu()
{
    QMenu* menu = menuCalled(tr("&Run"));
    m_run = addAction(menu, tr("&Run"), QKeySequence(tr("Ctrl+R")),
                      tr("Train the model, or queue it after the running job"), [this] { m_workspace.nextRun().train(); });
    m_pause = addAction(menu, tr("&Pause"), QKeySequence(tr("Ctrl+Space")),
                        tr("Pause or resume; the result stays the same"), [this] {
                            const auto jobs = m_workspace.jobs().jobs();
                            if (!jobs.empty() && jobs.front().paused)
                                m_workspace.jobs().resume();
                            else
                                m_workspace.jobs().pause();
                        });
    m_stop = addAction(menu, tr("&Stop"), QKeySequence(tr("Ctrl+.")), tr("Stop and keep the best"), [this] {
        if (m_workspace.jobs().isBusy())
            m_workspace.jobs().stopOrAbandon(m_workspace.jobs().jobs().front().id);
    });
    menu->addSeparator();
    m_needDataset.push_back(
        addAction(menu, tr("Find &Neighbours"), {}, tr("Search the neighbours of every user again"),
                  [this] { m_workspace.neighbours().search(m_workspace.neighbours().searchOptions()); }));
    menu->addMenu(m_modelMenu);
    auto* models = new QActionGroup(this);
    for (const ModelKind& kind : modelKinds()) {
        QAction* action = addAction(m_modelMenu, text(kind.title), {}, tr("The model of the next run"),
                                    [this, name = kind.name] { m_workspace.nextRun().setModel(name); });
        action->setCheckable(true);
        models->addAction(action);
        const auto update = [this, action, name = kind.name] {
            action->setChecked(modelName(m_workspace.nextRun().options()) == name);
        };
        connect(&m_workspace.nextRun(), &NextRun::optionsChanged, action, update);
        update();
    }
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuCalled(tr("&Help"));
    addAction(menu, tr("&Keyboard Sheet"), QKeySequence(Qt::Key_F1), tr("All keys of this page"),
              [this] { showKeys(); });
    addAction(menu, tr("&Tour"), {}, tr("From the neighbours to a trained model, by suggestions over the page"),
              [this] { startTour(); });
    addAction(menu, tr("Known &Datasets and Formats"), {},
              tr("Where public datasets come from, and which files can be read"), [this] { showFormats(); });
    addAction(menu, tr("&About Tastescope"), {}, tr("Version and licences"),
              [this] { (new AboutDialog(this))->show(); });
}

// The palette hangs under the field; both go by the same key.
void MainWindow::makeSearch()
{
    m_search = new SearchButton(m_menuBar->parentWidget());
    m_palette = new SearchPalette(m_workspace, *m_menuBar, this);
    auto* open = new QAction(tr("Search"), this);
    open->setShortcut(QKeySequence(tr("Ctrl+K")));
    addAction(open);
    const auto toggle = [this] {
        m_palette->toggleBelow(QPoint(width() - 8, m_menuBar->mapTo(this, QPoint(0, m_menuBar->height())).y()));
    };
    connect(open, &QAction::triggered, this, toggle);
    connect(m_search, &SearchButton::clicked, this, toggle);
    connect(m_palette, &SearchPalette::userChosen, this, [this](User user) {
        m_workspace.selection().setUser(user);
        showPage(QStringLiteral("users"));
    });
    connect(m_palette, &SearchPalette::itemChosen, this, &MainWindow::askWhy);
}

/// Why the selected user is or is not recommended an item: in the inspector if it is on the screen.
void MainWindow::askWhy(Item item)
{
    const bool isInspected = std::ranges::any_of(m_docks, [](const QDockWidget* dock) {
        return dock->objectName() == QStringLiteral("inspector") && dock->isVisible();
    });
    if (!isInspected)
        showPage(QStringLiteral("users"));
    m_workspace.selection().setItem(item);
    emit m_workspace.users().whyWanted();
}

void MainWindow::adoptActions(QWidget* content)
{
    for (QAction* action : content->actions()) {
        const QString menu = action->property(menuProperty).toString();
        if (!menu.isEmpty())
            menuCalled(menu)->addAction(action);
    }
}

void MainWindow::updateActions()
{
    const bool busy = m_workspace.jobs().isBusy();
    const bool hasDataset = m_workspace.data().dataset() != nullptr;
    m_run->setEnabled(hasDataset);
    const auto jobs = m_workspace.jobs().jobs();
    m_pause->setEnabled(busy && jobs.front().running);
    m_stop->setEnabled(busy);
    m_stop->setText(busy && jobs.front().stopping ? tr("&Abandon %1").arg(jobs.front().title) : tr("&Stop"));
    m_run->setText(busy ? tr("&Queue After %1").arg(jobs.front().title) : tr("&Run"));
    m_pause->setText(busy && jobs.front().paused ? tr("&Resume") : tr("&Pause"));
    for (QAction* action : m_needDataset)
        action->setEnabled(hasDataset);
}

} // namespace tastescope::ui
