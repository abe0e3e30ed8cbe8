#pragma once

#include <QString>

namespace tastescope::ui {

/// Where the window program writes what Qt and a crash say: log.txt under XDG_STATE_HOME.
QString logFile();

} // namespace tastescope::ui
