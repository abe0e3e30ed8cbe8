#pragma once

#include "ui/session/notice.h"

namespace tastescope::ui {

class Workspace;

/// What closing the window would cost the job that is running, with the two ways out.
Notice closingNotice(Workspace& workspace, std::function<void()> stop, std::function<void()> keepRunning);

} // namespace tastescope::ui
