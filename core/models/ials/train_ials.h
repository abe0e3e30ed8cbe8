#pragma once

#include "core/models/ials/ials_options.h"
#include "core/training/learned.h"
#include "core/training/training_hooks.h"

namespace tastescope {

class Dataset;

/// Trains iALS by exact solutions in turn (IalsSystem), from its start or from the checkpoints of hooks.
///
/// Throws: as trainInEpochs(); Error when an option is out of range or there is nothing to learn from.
/// Cost:   an epoch: likes * dimension^2, and (users + items) * dimension^3 / 6.
Learned trainIals(const IalsOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                  const JobContext& job);

} // namespace tastescope
