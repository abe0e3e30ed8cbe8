#pragma once

namespace tastescope::ui {

class Workspace;
struct SessionRun;

/// The run is over, learned from the open data, and recorded something a re-run can be compared with.
bool canRepeat(const SessionRun& run);

/// Repeats a run from its record, as a job, in a folder that is removed afterwards, and says in a notice whether every
/// bit came out the same. The run itself stays as it is.
void repeatRun(Workspace& workspace, int run);

} // namespace tastescope::ui
