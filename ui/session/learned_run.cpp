#include "ui/session/learned_run.h"

#include "core/experiment/run_files.h"
#include "core/models/model_file.h"

namespace tastescope::ui {

LearnedRun withLast(Run run, const std::filesystem::path& folder)
{
    const auto last = RunFiles(folder).lastModel;
    auto model = std::filesystem::exists(last) ? loadModel(last) : run.model;
    return {std::move(run), std::move(model)};
}

} // namespace tastescope::ui
