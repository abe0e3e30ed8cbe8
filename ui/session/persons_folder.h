#pragma once

#include <QString>

namespace tastescope::ui {

/// Where runs of the person are kept: under XDG_DATA_HOME.
QString personsRunsFolder();

} // namespace tastescope::ui
