#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/window/command_rows.h"
#include "ui/window/dock_set.h"
#include "ui/window/main_window.h"
#include "ui/window/page_table.h"
#include "ui/window/pane_walk.h"

#include <QDockWidget>

namespace tastescope::ui {

namespace {

std::vector<Command> pageCommands(MainWindow& window, const QString& menu)
{
    std::vector<Command> rows;
    for (const PageInfo& info : pageTable())
        rows.push_back({.id = QStringLiteral("view.") + info.key,
                        .menu = menu,
                        .title = titleOf(info),
                        .key = QStringLiteral("Ctrl+%1").arg(rows.size() + 1),
                        .help = QObject::tr("Show the page %1").arg(titleOf(info)),
                        .need = Need::Dataset,
                        .run = [&window, key = QString(info.key)] { window.showPage(key); }});
    return rows;
}

std::vector<Command> dockCommands(DockSet& docks, const QString& menu)
{
    std::vector<Command> rows;
    for (QDockWidget* dock : docks.docks())
        rows.push_back({.id = QStringLiteral("view.dock.") + dock->objectName(),
                        .menu = menu,
                        .title = dock->windowTitle(),
                        .help = QObject::tr("Show or hide it on this page"),
                        .need = Need::Dataset,
                        .run = [&docks, dock] { docks.choose(dock, !dock->isVisible()); },
                        .holds = [dock] { return dock->isVisible(); },
                        .parted = rows.empty()});
    return rows;
}

std::vector<Command> themeCommands(MainWindow& window, Workspace& workspace, const QString& menu)
{
    std::vector<Command> rows;
    for (const auto& [id, title, choice] :
         {std::tuple("view.light", QObject::tr("&Light"), ThemeChoice::Light),
          std::tuple("view.dark", QObject::tr("&Dark"), ThemeChoice::Dark),
          std::tuple("view.system", QObject::tr("As the &System"), ThemeChoice::System)})
        rows.push_back({.id = id,
                        .menu = menu,
                        .title = title,
                        .run = [&window, choice = choice] { window.setTheme(choice); },
                        .holds = [&workspace, choice = choice] { return workspace.settings().theme() == choice; },
                        .choice = QStringLiteral("theme"),
                        .parted = rows.empty()});
    return rows;
}

std::vector<Command> layoutCommands(MainWindow& window, PaneWalk& panes, const QString& menu)
{
    return {
        {.id = "view.nextPane",
         .menu = menu,
         .title = QObject::tr("Next Pane"),
         .key = Qt::Key_F6,
         .help = QObject::tr("Go on to the next part of the window"),
         .run = [&panes] { panes.step(1); },
         .parted = true},
        {.id = "view.previousPane",
         .menu = menu,
         .title = QObject::tr("Previous Pane"),
         .key = QObject::tr("Shift+F6"),
         .help = QObject::tr("Go back to the part of the window before"),
         .run = [&panes] { panes.step(-1); }},
        {.id = "view.fullScreen",
         .menu = menu,
         .title = QObject::tr("&Full Screen"),
         .key = Qt::Key_F11,
         .help = QObject::tr("Use the whole screen, or the window again"),
         .run = [&window] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); },
         .parted = true},
        {.id = "view.reset",
         .menu = menu,
         .title = QObject::tr("&Reset Layout"),
         .key = QObject::tr("Ctrl+Shift+0"),
         .help = QObject::tr("Put all docks back in their places"),
         .run = [&window] { window.resetLayout(); }},
    };
}

} // namespace

std::vector<Command> viewCommands(const WindowParts& parts)
{
    const QString menu = QObject::tr("&View");
    std::vector<Command> rows;
    for (const auto& some :
         {pageCommands(parts.window, menu), dockCommands(parts.docks, menu),
          themeCommands(parts.window, parts.workspace, menu), layoutCommands(parts.window, parts.panes, menu)})
        rows.insert(rows.end(), some.begin(), some.end());
    return rows;
}

} // namespace tastescope::ui
