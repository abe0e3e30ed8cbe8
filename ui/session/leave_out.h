#pragma once

namespace tastescope {
struct HealthRow;
}

namespace tastescope::ui {

class Workspace;

/// Queues making a dataset without the users and items the check is about, which then takes the place of the open one;
/// files stay as they are. What was done is told with an "Undo", which opens the whole dataset again at once. Does
/// nothing without a dataset; a dataset that was opened in the meantime stays.
void leaveOut(Workspace& workspace, const HealthRow& row);

} // namespace tastescope::ui
