#pragma once

#include "ui/session/notice.h"

#include <optional>

namespace tastescope::ui {

class HistorySession;
class NextRun;
struct SessionRun;

/// What is to be said when the history was opened; nothing: all is well.
std::optional<Notice> historyNotice(const HistorySession& history);

/// What is to be said of a run that has just ended; nothing: it ended well, or the person stopped it. Where it
/// diverged, the notice offers a gentler run.
std::optional<Notice> endNotice(const SessionRun& run, NextRun& next);

} // namespace tastescope::ui
