#pragma once

#include "ui/session/command.h"
#include "ui/session/page_keys.h"

#include <span>

class QWidget;

namespace tastescope::ui {

class Workspace;

/// A page of the window. To add one: its folder in ui/pages, and one row in page_table.cpp. Its place in the table is
/// its number in Ctrl+1, Ctrl+2, ...
struct PageInfo
{
    /// The runs it is given to be exported with: how many, and what is said of too few or too many.
    struct Runs
    {
        int least = 0;
        int most = 0;
        bool asksModels = false; ///< shows what their models recommend; else their curves and figures are enough
        const char* words = "";
    };

    QLatin1String key; ///< of ui/session/page_keys.h, when others open it
    const char* title; ///< on the page rail
    const char* icon;
    bool sideDocks; ///< shows the docks at the side as long as the person did not choose otherwise on this page
    Runs runs;
    QWidget* (*make)(Workspace& workspace, QWidget* parent);
    std::vector<Command> (*commands)(QWidget* made); ///< what it adds to the menus: its commands(), if it has them
};

/// A dock beside the pages. The window gives it its title bar, its place in the View menu and its restored size.
struct DockInfo
{
    const char* key;
    const char* title;
    const char* icon;
    Qt::DockWidgetArea area;
    int size;          ///< at the start, px: width of a dock at the side, height of one below
    int minimum;       ///< px
    int maximum;       ///< px
    const char* pages; ///< below: keys of the pages that show it as long as the person did not choose otherwise there
    QWidget* (*make)(Workspace& workspace, QWidget* parent);
    std::vector<Command> (*commands)(QWidget* made);
};

std::span<const PageInfo> pageTable();
std::span<const DockInfo> dockTable();

const PageInfo* pageCalled(const QString& key); ///< null: none is

QString titleOf(const PageInfo& page);
QString titleOf(const DockInfo& dock);

/// "data, neighbours, training"
QString pageKeys();

/// Set on a QWidgetAction of a dock whose widget stands beside the dock's name, not with its tools.
inline constexpr char leadingProperty[] = "leading";

} // namespace tastescope::ui
