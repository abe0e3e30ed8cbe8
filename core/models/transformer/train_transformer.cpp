#include "core/models/transformer/train_transformer.h"

#include "core/base/error.h"
#include "core/data/events_before.h"
#include "core/models/transformer/transformer_learner.h"
#include "core/models/transformer/transformer_weights.h"
#include "core/training/epoch_loop.h"

namespace tastescope {

namespace {

/// "context 5, dimension 32, 4 layers, 4 heads, user dimension 32, 16 hidden units, output pressed"
std::string sizesText(const TransformerShape& shape)
{
    return "context " + std::to_string(shape.context) + ", dimension " + std::to_string(shape.dimension) + ", "
           + std::to_string(shape.layers) + " layers, " + std::to_string(shape.heads) + " heads"
           + (shape.tied ? ", output tied"
                         : ", user dimension " + std::to_string(shape.userDimension) + ", "
                               + std::to_string(shape.hidden) + " hidden units, output pressed");
}

/// Throws: BadInput when the weights are of other data or other sizes.
FloatLines startWeights(const std::filesystem::path& start, const TransformerOptions& options, const Dataset& dataset)
{
    std::error_code ignored;
    const std::filesystem::path file =
        std::filesystem::is_directory(start, ignored) ? start / "model.safetensors" : start;
    const TransformerWeights read = readTransformerWeights(file, options.heads, HeadsSaid::AsDefault);
    TransformerWeights own = renumbered(read, vocabularyOf(read, dataset));
    TransformerShape wanted = shapeOf(options, dataset.userCount(), dataset.itemCount());
    wanted.users = own.shape.users; // a net that knows none is of no number of users
    if (!(own.shape == wanted))
        throw BadInput({file.string()}, "the weights are of " + sizesText(own.shape)
                                            + ", expected those of the options, " + sizesText(wanted) + ".");
    return std::move(own.weights);
}

} // namespace

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
    if (!hooks.start.empty())
        learner.startFrom(startWeights(hooks.start, options, dataset));
    CheckpointOwner owner = checkpointOwner(settingsOf(TransformerOptions::fields(), options), dataset);
    owner.dataset += ' ' + dataset.sequences().hash(); // the dataset's own hash knows nothing of times
    if (!hooks.start.empty())
        owner.options += " from " + hooks.start.string();
    const EpochPlan plan{.owner = std::move(owner),
                         .epochs = options.epochs,
                         .patience = options.patience,
                         .rate = learningRate(options),
                         .samplesPerEpoch =
                             windowsOfAnEpoch(options, static_cast<std::int64_t>(dataset.train().entryCount()))};
    return trainInEpochs(learner, plan, hooks, job);
}

} // namespace tastescope
