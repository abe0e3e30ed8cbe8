#pragma once

#include "core/experiment/run.h"

namespace tastescope::ui {

/// What a run came to, with the models that are kept of it.
struct LearnedRun
{
    Run run;
    std::shared_ptr<const Model> last; ///< of its last epoch; the same as run.model for models without epochs
};

/// Reads the model of the last epoch beside what is known of the run. Throws: as loadModel().
LearnedRun withLast(Run run, const std::filesystem::path& folder);

} // namespace tastescope::ui
