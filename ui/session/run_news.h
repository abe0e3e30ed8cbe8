#pragma once

#include "ui/session/session_run.h"

namespace tastescope::ui {

/// What a run that this session knows has learned from the history.
struct RunNews
{
    bool any = false;
    bool otherModels = false; ///< those in memory were let go of, and have to be read again
};

/// Takes over all that is news in a run as the history has it: what people wrote, and how far it went where this
/// session could not see it.
RunNews takeNews(SessionRun& known, SessionRun stored);

/// Only what people wrote, colour and number in the history among it. Returns whether any of it is news.
bool takeWritten(SessionRun& known, const SessionRun& stored);

} // namespace tastescope::ui
