#include "core/models/ials/train_ials.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/models/ials/ials_learner.h"
#include "core/training/epoch_loop.h"

namespace tastescope {

Learned trainIals(const IalsOptions& options, const Dataset& dataset, const TrainingHooks& hooks, const JobContext& job)
{
    for (const OptionField<IalsOptions>& field : IalsOptions::fields())
        checkOption(field.info, field.read(options));
    if (dataset.train().entryCount() == 0)
        throw Error("There is nothing to learn from: the training part is empty.");
    job.report(StageStarted{"training"});
    IalsLearner learner(options, dataset, Workers(hooks.threads));
    const EpochPlan plan{.owner = checkpointOwner(settingsOf(IalsOptions::fields(), options), dataset),
                         .epochs = options.epochs,
                         .rate = {},
                         .samplesPerEpoch = static_cast<std::int64_t>(dataset.train().entryCount())};
    return trainInEpochs(learner, plan, hooks, job);
}

} // namespace tastescope
