#include "core/models/bpr/train_bpr.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/models/bpr/bpr_learner.h"
#include "core/pipeline/negative_pools.h"
#include "core/training/epoch_loop.h"

namespace tastescope {

namespace {

void check(const BprOptions& options, const Dataset& dataset)
{
    for (const OptionField<BprOptions>& field : BprOptions::fields())
        checkOption(field.info, field.read(options));
    requireDrawable(options);
    if (dataset.train().entryCount() == 0)
        throw Error("There is nothing to learn from: the training part is empty.");
}

} // namespace

CheckpointOwner bprCheckpointOwner(const BprOptions& options, const Dataset& dataset)
{
    OptionSettings settings = settingsOf(BprOptions::fields(), options);
    if (options.hardestOf == 1)
        std::erase_if(settings, [](const OptionSetting& setting) { return setting.name == "hardest_of"; });
    return checkpointOwner(settings, dataset);
}

Learned trainBpr(const BprOptions& options, const Dataset& dataset, const TrainingHooks& hooks, const JobContext& job)
{
    check(options, dataset);
    std::optional<NegativePools> pools;
    if (options.negativePool == NegativePool::HardEasy) {
        job.report(StageStarted{"finding hard and easy negatives"});
        pools = buildNegativePools(dataset, Workers(hooks.threads), job);
    }
    job.report(StageStarted{"training"});
    BprLearner learner(options, dataset, std::move(pools), Workers(hooks.threads), job.stop);
    const EpochPlan plan{.owner = bprCheckpointOwner(options, dataset),
                         .epochs = options.epochs,
                         .patience = options.patience,
                         .rate = learningRate(options),
                         .samplesPerEpoch =
                             static_cast<std::int64_t>(dataset.train().entryCount()) * options.negatives};
    return trainInEpochs(learner, plan, hooks, job);
}

} // namespace tastescope
