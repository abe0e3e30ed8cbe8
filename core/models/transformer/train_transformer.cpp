#include "core/models/transformer/train_transformer.h"

#include "core/base/error.h"
#include "core/data/events_before.h"
#include "core/models/transformer/transformer_learner.h"
#include "core/training/epoch_loop.h"

namespace tastescope {

Learned trainTransformer(const TransformerOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                         const JobContext& job)
{
    for (const OptionField<TransformerOptions>& field : TransformerOptions::fields())
        checkOption(field.info, field.read(options));
    if (options.embeddingDim % options.heads != 0)
        throw Error("embedding_dim " + std::to_string(options.embeddingDim) + " is no multiple of heads "
                    + std::to_string(options.heads) + ".");
    if (options.output == Output::Tied && options.split == LearnedWindows::WindowsTenth)
        throw Error("split windows-tenth is of windows with one answer each: it needs output pressed.");
    requireTimes(dataset, "The transformer");
    job.report(StageStarted{"training"});
    TransformerLearner learner(options, dataset, Workers(hooks.threads));
    CheckpointOwner owner = checkpointOwner(settingsOf(TransformerOptions::fields(), options), dataset);
    owner.dataset += ' ' + dataset.sequences().hash(); // the dataset's own hash knows nothing of times
    const EpochPlan plan{.owner = std::move(owner),
                         .epochs = options.epochs,
                         .patience = options.patience,
                         .rate = learningRate(options),
                         .samplesPerEpoch = static_cast<std::int64_t>(dataset.train().entryCount())};
    return trainInEpochs(learner, plan, hooks, job);
}

} // namespace tastescope
