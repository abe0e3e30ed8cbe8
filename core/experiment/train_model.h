#pragma once

#include "core/experiment/run_record.h"
#include "core/training/model.h"
#include "core/training/training_hooks.h"

#include <filesystem>
#include <memory>

namespace tastescope {

class Dataset;

/// What any training ends with.
struct Learned
{
    std::shared_ptr<const Model> best; ///< what is kept; empty: nothing was learned
    std::shared_ptr<const Model> last; ///< of the last epoch; empty for models that do not learn in epochs
    std::vector<EpochFinished> epochs;
    int bestEpoch = 0; ///< 1-based; 0: none
    RunState state = RunState::Finished;
    std::string message; ///< how training ended, in words; empty when there is nothing to say
};

/// Trains whichever model the options are of. Throws: what its training throws.
Learned trainModel(const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                   const JobContext& job);

/// What the checkpoints of an interrupted training hold. Throws: Error when none of them can be read.
Learned learnedSoFar(const ModelOptions& options, const Dataset& dataset, const std::filesystem::path& checkpoints);

/// Hash of the dataset that the checkpoints of an interrupted training learned from; empty when there are none.
std::string datasetHashOf(const std::filesystem::path& checkpoints);

} // namespace tastescope
