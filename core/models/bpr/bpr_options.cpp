#include "core/models/bpr/bpr_options.h"

#include "core/base/error.h"
#include "core/base/option_table.h"

#include <array>

namespace tastescope {

namespace {

OptionInfo number(const char* name, const char* title, const char* group, double minimum, double maximum,
                  bool logarithmic, const char* help)
{
    return {.name = name,
            .title = title,
            .group = group,
            .help = help,
            .minimum = minimum,
            .maximum = maximum,
            .logarithmic = logarithmic};
}

/// That filters also know by a short name.
OptionInfo known(const char* alias, OptionInfo info)
{
    info.alias = alias;
    return info;
}

OptionInfo choice(const char* name, const char* title, const char* group, const char* help)
{
    return {.name = name, .title = title, .group = group, .help = help};
}

using O = BprOptions;

constexpr int mostDrawn = 64;

} // namespace

std::span<const OptionField<BprOptions>> BprOptions::fields()
{
    static const std::array fields{
        numberField(&O::embeddingDim,
                    known("dim", number("embedding_dim", "Dimension", "Model", 1, 1024, true,
                                        "Length of the vector learned for every user and every item."))),
        choiceField(&O::optimiser,
                    known("opt", choice("optimiser", "Optimiser", "Training",
                                        "sgd: one update a positive with its negatives, the fastest; adam: the same "
                                        "with Adam; adam_batch: Adam on the mean of a batch, as published."))),
        numberField(&O::learningRate,
                    known("lr", number("learning_rate", "Learning rate", "Training", 1e-6, 10, true,
                                       "Size of an update: about 0.02 to 0.05 for sgd, 0.0005 to 0.005 for adam "
                                       "and adam_batch."))),
        choiceField(&O::schedule, choice("schedule", "Schedule", "Training",
                                         "How the learning rate changes: times 0.95 each epoch, halved every fifth of "
                                         "the run, or one cosine descent to 1 % over the run.")),
        numberField(&O::warmupEpochs, number("warmup_epochs", "Warm-up epochs", "Training", 0, 1000, false,
                                             "Epochs in which the learning rate rises from 0 to its full size.")),
        numberField(&O::batchSize,
                    known("batch", number("batch_size", "Batch", "Training", 1, 1 << 24, true,
                                          "Triplets whose mean loss makes one gradient; adam_batch only."))),
        numberField(&O::gradAccum, number("grad_accum", "Accumulate", "Training", 1, 1024, false,
                                          "Batches whose gradients are added up before a step; adam_batch only.")),
        numberField(&O::epochs, number("epochs", "Epochs", "Training", 1, 100'000, true,
                                       "Passes over the training positives, at most.")),
        numberField(&O::patience, number("patience", "Patience", "Training", 0, 100'000, false,
                                         "Epochs without a better validation MRR after which training stops; they "
                                         "count once the schedule has fallen, for cosine from a tenth of the rate "
                                         "on. 0: it never stops early.")),
        numberField(&O::l2, known("decay", number("l2", "L2", "Training", 0, 10, true,
                                                  "Pull of every touched vector towards zero; 0: none."))),
        numberField(&O::negatives, known("neg", number("negatives", "Negatives", "Draws", 1, 64, false,
                                                       "Items drawn against each positive, all different."))),
        numberField(&O::hardestOf,
                    known("hard", number("hardest_of", "Hardest of", "Draws", 1, 64, true,
                                         "Items drawn for each negative, of which the one with the highest score is "
                                         "taken; 1: the first that is drawn. Negatives times this is at most 64; sgd "
                                         "and adam only."))),
        choiceField(&O::negativePool, choice("negative_pool", "Negative pool", "Draws",
                                             "uniform: all items the user does not like; hard_easy: half from the best "
                                             "fifth of his scored pairs, half from the rest.")),
        seedField(&O::seed, "Draws", "Decides the start and all draws: the same seed gives the same model."),
    };
    return fields;
}

LearningRate learningRate(const BprOptions& options)
{
    return {options.learningRate, options.schedule, options.warmupEpochs, options.epochs};
}

int drawnPerPositive(const BprOptions& options)
{
    return options.negatives * (options.optimiser == Optimiser::AdamBatch ? 1 : options.hardestOf);
}

void requireDrawable(const BprOptions& options)
{
    if (drawnPerPositive(options) > mostDrawn)
        throw Error("negatives times hardest_of is " + std::to_string(drawnPerPositive(options)) + ": at most "
                    + std::to_string(mostDrawn) + " items are drawn against a positive.");
}

BprOptions publishedBprOptions()
{
    return {.embeddingDim = 128,
            .learningRate = 0.005,
            .batchSize = 16'384,
            .gradAccum = 2,
            .epochs = 5,
            .negatives = 4,
            .negativePool = NegativePool::HardEasy,
            .l2 = 0,
            .optimiser = Optimiser::AdamBatch,
            .schedule = Schedule::Constant,
            .warmupEpochs = 0,
            .patience = 5,
            .seed = 42};
}

BprOptions quickBprOptions()
{
    return {.embeddingDim = 64, .learningRate = 0.1, .epochs = 15, .negatives = 2, .hardestOf = 3, .l2 = 0.03};
}

BprOptions bestBprOptions()
{
    return {.learningRate = 0.08, .epochs = 40, .negatives = 2, .hardestOf = 3, .l2 = 0.05};
}

} // namespace tastescope
