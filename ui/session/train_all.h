#pragma once

#include <QStringList>

namespace tastescope::ui {

class Workspace;

/// What became of the wish to train every model.
struct AllQueued
{
    int queued = 0;
    int known = 0;              ///< these data have such a run already, or it is on its way
    QStringList tooLarge = {};  ///< why, a sentence a model that does not fit in memory
    QStringList needTimes = {}; ///< titles of those that go by the order of time, where the data has none
};

/// Queues every model with its default settings: what every analyst does first. A model that has a finished, running or
/// waiting run with these settings is not trained again, and one that memory would refuse is not begun.
AllQueued trainAll(Workspace& workspace);

/// The same, telling the person what was not queued.
void trainAllAndTell(Workspace& workspace);

} // namespace tastescope::ui
