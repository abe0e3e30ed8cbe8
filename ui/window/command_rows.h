#pragma once

#include "ui/window/command_table.h"

namespace tastescope::ui {

// The rows of the command table, by menus.

std::vector<Command> viewCommands(const WindowParts& parts);
std::vector<Command> dataCommands(MainWindow& window, Workspace& workspace);
std::vector<Command> runCommands(Workspace& workspace);

/// What was opened lately, in two menus.
std::vector<Command> recentFiles(Workspace& workspace, const QString& menu);

} // namespace tastescope::ui
