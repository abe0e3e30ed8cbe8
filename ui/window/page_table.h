#pragma once

#include <QString>

#include <span>

class QWidget;

namespace tastescope::ui {

class Workspace;

/// A page of the window. To add one: its file in ui/pages, and one row in page_table.cpp. Its place in the table is its
/// number in Ctrl+1, Ctrl+2, ... What the page wants in the menus it adds as QActions to itself, see property "menu".
struct PageInfo
{
    const char* key;   ///< in settings and file names: "neighbours"
    const char* title; ///< on the page rail
    const char* icon;
    bool sideDocks; ///< shows the docks at the side as long as the person did not choose otherwise on this page
    QWidget* (*make)(Workspace& workspace, QWidget* parent);
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
};

/// The two screens that are no pages of the table: the first one, and the preview of an import.
inline constexpr QLatin1String startScreen("start");
inline constexpr QLatin1String importScreen("import");

std::span<const PageInfo> pageTable();
std::span<const DockInfo> dockTable();

/// Set on a QAction of a page or dock: the title of the menu it appears in, for instance "&Inspect".
inline constexpr char menuProperty[] = "menu";

/// Set on a QWidgetAction of a dock whose widget stands beside the dock's name, not with its tools.
inline constexpr char leadingProperty[] = "leading";

} // namespace tastescope::ui
