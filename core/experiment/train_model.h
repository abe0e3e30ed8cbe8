#pragma once

#include "core/models/model_options.h"
#include "core/training/learned.h"
#include "core/training/training_hooks.h"

namespace tastescope {

class Dataset;

/// Trains whichever model the options are of. Throws: what its training throws.
Learned trainModel(const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                   const JobContext& job);

} // namespace tastescope
