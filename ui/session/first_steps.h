#pragma once

namespace tastescope::ui {

class Workspace;

/// Queues a run of user-KNN with its usual settings; it becomes the current one. Does nothing without a dataset.
void trainUserKnn(Workspace& workspace);

/// Opens the sample and, once its neighbours are there, trains user-KNN: seconds after the first launch there is
/// something to see.
void exploreSample(Workspace& workspace);

} // namespace tastescope::ui
