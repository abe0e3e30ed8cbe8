#pragma once

#include "core/base/ids.h"
#include "ui/session/settings.h"
#include "ui/theme/tokens.h"

#include <QMainWindow>

#include <functional>
#include <map>

class QActionGroup;
class QMenuBar;
class QStackedWidget;

namespace tastescope::ui {

class BannerStack;
class DockEdge;
class ImportPage;
class PageRail;
class PaneWalk;
class RunBar;
class SearchButton;
class SearchPalette;
class StartPage;
class Workspace;

/// The window: menus, run bar, scope bar, page rail, one page at a time, docks and status strip. It knows pages only by
/// the page table; what is open and selected is the workspace's.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Workspace& workspace, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows the import preview when there is something to import, else opens at once.
    void open(const QStringList& paths);

    /// Opens the page of the table called `key`; "start" is the first screen. Unknown keys change nothing.
    void showPage(const QString& key);
    QString currentPage() const;
    QWidget* pageWidget() const; ///< of the current page, without bars and docks

    /// Of Light, Dark, or what the system had at the start; kept in the settings.
    void setTheme(ThemeChoice choice);

    /// The dataset, page and user of the last session, if there is one.
    void continueLastSession();

protected:
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePages();
    void makeDocks();
    void makePanes();
    void connectWorkspace();
    void showDatasetOrStart();
    void setChrome(bool visible);
    bool wantsDock(QDockWidget* dock) const;
    void chooseDock(QDockWidget* dock, bool shown);
    bool hasChrome() const;
    void saveSession();
    void askBeforeClosing();
    void resetLayout();
    void restoreUser();
    void startTour();

    // main_window_menus.cpp
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeDataMenu();
    void makeRunMenu();
    void makeHelpMenu();
    void makeSearch();
    void askWhy(Item item);
    void adoptActions(QWidget* content);
    void updateActions();
    void fillDataMenu();

    // main_window_files.cpp
    void fillRecentMenu();
    void openFiles();
    void openFolder();
    void saveDatasetAs();
    void copyPage();
    void exportPage();
    void showKeys();
    void showFormats();

    QMenu* menuCalled(const QString& title);
    using QMainWindow::addAction;
    QAction* addAction(QMenu* menu, const QString& text, const QKeySequence& key, const QString& help,
                       const std::function<void()>& run);

    Workspace& m_workspace;
    QMenuBar* m_menuBar = nullptr;
    QWidget* m_topLine = nullptr; ///< under the menus, where there are no bars
    RunBar* m_runBar = nullptr;
    QWidget* m_scopeBar = nullptr;
    SearchButton* m_search = nullptr;
    SearchPalette* m_palette = nullptr;
    PageRail* m_rail = nullptr;
    QDockWidget* m_railDock = nullptr;
    DockEdge* m_edge = nullptr;
    BannerStack* m_banners = nullptr;
    QStackedWidget* m_stack = nullptr;
    PaneWalk* m_panes = nullptr;
    StartPage* m_start = nullptr;
    ImportPage* m_import = nullptr;
    std::map<QString, QWidget*> m_pages;
    std::vector<QDockWidget*> m_docks;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_dataMenu = nullptr;
    QMenu* m_modelMenu = nullptr;
    QAction* m_run = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_stop = nullptr;
    std::vector<QAction*> m_needDataset;
    QByteArray m_defaultState;
    QString m_page;          ///< its key; "start", "import"
    QString m_userToRestore; ///< of the last session, once its dataset is open
    QString m_pageToRestore;
    bool m_closing = false;   ///< the person said so; waiting for jobs to stop
    bool m_wasNarrow = false; ///< docks at the side were folded away for lack of room
};

/// What the system's colours were before the program set its own.
Scheme systemScheme();

} // namespace tastescope::ui
