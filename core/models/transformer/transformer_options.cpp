#include "core/models/transformer/transformer_options.h"

#include "core/base/option_table.h"

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

OptionInfo describedAs(const char* name, const char* title, const char* group, const char* help)
{
    return {.name = name, .title = title, .group = group, .help = help};
}

OptionInfo ranged(OptionInfo info, double minimum, double maximum, bool logarithmic = false, const char* alias = "")
{
    info.minimum = minimum;
    info.maximum = maximum;
    info.logarithmic = logarithmic;
    info.alias = alias;
    return info;
}

using T = TransformerOptions;

} // namespace

std::span<const OptionField<TransformerOptions>> TransformerOptions::fields()
{
    static const std::array fields{
        numberField(&T::context,
                    ranged(describedAs("context", "Context", "Model", "Last items of a user that it looks at."), 1,
                           longestContext)),
        numberField(&T::embeddingDim,
                    ranged(describedAs("embedding_dim", "Dimension", "Model",
                                       "Length of the vector learned for every item, a multiple of the heads."),
                           1, 1024, true, "dim")),
        numberField(&T::layers, ranged(describedAs("layers", "Layers", "Model",
                                                   "Blocks of attention and a small net, one after the other."),
                                       1, 24)),
        numberField(
            &T::heads,
            ranged(describedAs("heads", "Heads", "Model", "Parts that attention is done in, side by side."), 1, 64)),
        numberField(&T::userDim,
                    ranged(describedAs("user_dim", "User numbers", "Model",
                                       "Length of the vector learned for every user; 0: users are told apart by their "
                                       "last items alone. Pressed output only."),
                           0, 1024)),
        numberField(&T::hidden, ranged(describedAs("hidden", "Hidden units", "Model",
                                                   "Numbers that everything read is pressed into before a score is "
                                                   "given to every item. Pressed output only."),
                                       1, 1024, true)),
        choiceField(
            &T::output,
            describedAs("output", "Output", "Model",
                        "pressed: the window is pressed into the hidden units, and says what comes after it, as "
                        "published; tied: every place says what comes after it, by the vectors that items have "
                        "as they are read, so that each window teaches as many times as it is long.")),
        numberField(&T::dropout, ranged(describedAs("dropout", "Dropout", "Model",
                                                    "Share of the numbers between layers that is left out at random "
                                                    "while it learns."),
                                        0, 0.9)),
        numberField(&T::learningRate,
                    ranged(describedAs("learning_rate", "Learning rate", "Training",
                                       "Size of a step of Adam: 0.0005 as published, 0.001 is faster."),
                           1e-6, 10, true, "lr")),
        choiceField(&T::schedule, describedAs("schedule", "Schedule", "Training",
                                              "How the learning rate changes: times 0.95 each epoch, halved every "
                                              "fifth of the run, or a cosine descent.")),
        numberField(&T::warmupEpochs,
                    ranged(describedAs("warmup_epochs", "Warm-up epochs", "Training",
                                       "Epochs in which the learning rate rises from 0 to its full size."),
                           0, 1000)),
        numberField(&T::cosinePeriod,
                    ranged(describedAs("cosine_period", "Cosine period", "Training",
                                       "Epochs of one descent, after which the rate rises as long; 0: one descent over "
                                       "the run. Cosine only."),
                           0, 100'000)),
        numberField(&T::cosineFloor, ranged(describedAs("cosine_floor", "Cosine floor", "Training",
                                                        "Share of the learning rate that a descent ends with. Cosine "
                                                        "only."),
                                            0, 1)),
        numberField(&T::batchSize,
                    ranged(describedAs("batch_size", "Batch", "Training", "Windows whose mean loss makes one step."), 1,
                           1 << 20, true, "batch")),
        numberField(&T::epochs,
                    ranged(describedAs("epochs", "Epochs", "Training", "Passes over the training windows, at most."), 1,
                           100'000, true)),
        numberField(&T::epochWindows,
                    ranged(describedAs("epoch_windows", "Windows an epoch", "Training",
                                       "So many of the training windows make an epoch, drawn anew for each; 0: all of "
                                       "them."),
                           0, 1e9)),
        numberField(&T::patience,
                    ranged(describedAs("patience", "Patience", "Training",
                                       "Epochs without a better validation MRR after which training stops; they count "
                                       "once the schedule has fallen, for cosine from a tenth of the rate on. 0: it "
                                       "never stops early."),
                           0, 100'000)),
        choiceField(&T::repetition,
                    describedAs("repetition", "Repetition", "Repetition",
                                "What counts as saying again what the window holds. published: its best word, which "
                                "has no gradient and changes the printed loss alone; mass: all the probability it "
                                "gives to the window.")),
        numberField(&T::repetitionWeight, ranged(describedAs("repetition_weight", "Repetition weight", "Repetition",
                                                             "How much repeating adds to the loss; 0: nothing."),
                                                 0, 100)),
        choiceField(&T::split,
                    describedAs("split", "Split", "Training",
                                "last-film: the training part; windows-tenth: all windows of the data but a random "
                                "tenth, which val_loss is of, as published. It leaks: held-out items are learned, and "
                                "every window of the tenth has neighbours among those learned. Pressed output only.")),
        seedField(&T::seed, "Draws", "Decides the start and all draws: the same seed gives the same model."),
    };
    return fields;
}

LearningRate learningRate(const TransformerOptions& options)
{
    return {.full = options.learningRate,
            .schedule = options.schedule,
            .warmupEpochs = options.warmupEpochs,
            .epochs = options.epochs,
            .period = static_cast<double>(options.cosinePeriod),
            .floor = options.cosineFloor};
}

std::int64_t windowsOfAnEpoch(const TransformerOptions& options, std::int64_t trainPositives)
{
    if (options.epochWindows == 0)
        return trainPositives;
    const std::int64_t targets = options.output == Output::Tied ? options.context : 1;
    return std::min(trainPositives, options.epochWindows * targets);
}

TransformerShape shapeOf(const TransformerOptions& options, std::size_t users, std::size_t items)
{
    const bool isTied = options.output == Output::Tied;
    return {.items = static_cast<int>(items),
            .users = static_cast<int>(users),
            .context = options.context,
            .dimension = options.embeddingDim,
            .layers = options.layers,
            .heads = options.heads,
            .userDimension = isTied ? 0 : options.userDim,
            .hidden = isTied ? options.embeddingDim : options.hidden,
            .tied = isTied};
}

TransformerOptions publishedTransformer(char which)
{
    TransformerOptions options{
        .learningRate = 5e-4, .epochs = 1000, .patience = 0, .repetition = Repetition::Published};
    if (which == 'b') {
        options.learningRate = 8e-4;
        options.repetitionWeight = 0.2;
    }
    if (which == 'c' || which == 'd') {
        options.schedule = Schedule::Cosine;
        options.cosinePeriod = 100;
        options.cosineFloor = 1e-6 / 5e-4;
        options.batchSize = 4096;
        options.epochs = 500;
        options.repetitionWeight = 0.1;
    }
    return options;
}

TransformerOptions bestTransformer()
{
    return {.context = 50,
            .embeddingDim = 64,
            .layers = 2,
            .heads = 2,
            .output = Output::Tied,
            .dropout = 0.2,
            .schedule = Schedule::Cosine,
            .batchSize = 64,
            .epochs = 30,
            .patience = 0};
}

} // namespace tastescope
