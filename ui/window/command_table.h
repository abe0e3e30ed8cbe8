#pragma once

#include "ui/session/command.h"

namespace tastescope::ui {

class DockSet;
class MainWindow;
class PaneWalk;
class PageStack;
class Workspace;

/// The parts of the window that commands act on.
struct WindowParts
{
    MainWindow& window;
    Workspace& workspace;
    const PageStack& pages;
    DockSet& docks;
    PaneWalk& panes;
};

/// All that can be done in the window, in the order of its menus: its own commands, and between them those of the pages
/// and docks. To add one: a row.
std::vector<Command> commandTable(const WindowParts& parts);

} // namespace tastescope::ui
