#pragma once

#include "core/base/error.h"
#include "core/training/checkpoint.h"
#include "core/training/schedule.h"
#include "core/training/training_hooks.h"

#include <cstdint>

namespace tastescope {

/// The loss was no number before any epoch was finished, so there is nothing to keep.
class DivergedAtOnce : public Error
{
public:
    using Error::Error;
};

/// What decides how a learner is trained, beside the learner itself.
struct EpochPlan
{
    CheckpointOwner owner = {};
    int epochs = 1;    ///< at most
    int patience = 0;  ///< epochs without a better validation MRR before stopping, those up to rate.settledAfter() left
                       ///< out; 0: never stop early
    LearningRate rate; ///< told with each epoch; what to try when training diverges
    std::int64_t samplesPerEpoch = 0;
};

/// Trains a learner, from its start or from the checkpoints of hooks, until its epochs are run, its patience is used up
/// or it diverges. Each epoch is validated, saved as a checkpoint and reported, in this order.
///
/// Throws: Error when checkpoints belong to another owner or cannot be written; DivergedAtOnce when the first epoch
///         already diverges; Cancelled when job.stop is set: the last checkpoint then stays loadable.
/// Cost:   beside the epochs one copy of the weights an epoch.
Learned trainInEpochs(Learner& learner, const EpochPlan& plan, const TrainingHooks& hooks, const JobContext& job);

} // namespace tastescope
