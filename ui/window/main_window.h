#pragma once

#include "core/base/ids.h"
#include "ui/session/settings.h"
#include "ui/window/session_state.h"

#include <QMainWindow>

namespace tastescope::ui {

class Commands;
class DockSet;
class PageStack;
class TopBars;
class Workspace;

/// The window: bars above, one page at a time, docks beside it, the status strip below. It knows pages only by the page
/// table, and what can be done only by the command table; what is open and selected is the workspace's.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Workspace& workspace, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows the import preview when there is something to import, else opens at once.
    void open(const QStringList& paths);

    /// One of ui/session/page_keys.h. Unknown keys change nothing.
    void showPage(const QString& key);
    QString currentPage() const;
    QWidget* pageWidget() const; ///< of the current page, without bars and docks

    /// Of Light, Dark, or what the system had at the start; kept in the settings.
    void setTheme(ThemeChoice choice);

    /// The dataset, page and user of the last session, if there is one.
    void continueLastSession();

    const Commands& commands() const { return *m_commands; }

    void toggleSearch();
    void showKeys(); ///< the keyboard sheet
    void startTour();

    /// Closes as the person would who chose "Stop and keep the best": for the system that asks the program to end.
    Q_INVOKABLE void closeAndKeep();
    void resetLayout();

protected:
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeCentre();
    void makeBars();
    void connectPages();
    void connectWorkspace();
    void showDatasetOrStart();
    void askWhy(Item item);

    Workspace& m_workspace;
    SessionState m_session;
    PageStack* m_pages = nullptr;
    DockSet* m_docks = nullptr;
    Commands* m_commands = nullptr;
    TopBars* m_bars = nullptr;
    bool m_closing = false; ///< the person said so; waiting for jobs to stop
    QObject m_told;         ///< of the workspace: ends before the parts of the window do, which may still change runs
};

} // namespace tastescope::ui
