#pragma once

#include "core/base/enum_names.h"
#include "core/base/option_field.h"
#include "core/models/transformer/transformer_shape.h"
#include "core/training/schedule.h"

#include <cstdint>
#include <span>

namespace tastescope {

/// What is added to the loss when a model says again what it was just told.
enum class Repetition {
    Published, ///< share of samples whose best word is in the window: no gradient, so only the printed loss changes
    Mass       ///< softmax mass on the window's distinct items: has a gradient
};

constexpr auto enumNames(Repetition)
{
    return namedBy<Repetition>({{Repetition::Published, "published"}, {Repetition::Mass, "mass"}});
}

/// How what was read becomes scores.
enum class Output {
    Pressed, ///< the whole window into hidden units, then a score for every word: as published
    Tied     ///< at every place by the words' own vectors
};

constexpr auto enumNames(Output)
{
    return namedBy<Output>({{Output::Pressed, "pressed"}, {Output::Tied, "tied"}});
}

/// What is learned and what is held back.
enum class LearnedWindows {
    LastFilm,    ///< the training part is learned
    WindowsTenth ///< all windows of the data but a random tenth, as published: it leaks
};

constexpr auto enumNames(LearnedWindows)
{
    return namedBy<LearnedWindows>(
        {{LearnedWindows::LastFilm, "last-film"}, {LearnedWindows::WindowsTenth, "windows-tenth"}});
}

/// Settings of the transformer. Ranges stand in the field table.
struct TransformerOptions
{
    int context = 5;
    int embeddingDim = 32;
    int layers = 4;
    int heads = 4;
    int userDim = 32; ///< 0: it knows no users
    int hidden = 16;
    Output output = Output::Pressed;
    double dropout = 0.1;
    double learningRate = 0.001;
    Schedule schedule = Schedule::Constant;
    int warmupEpochs = 0;
    int cosinePeriod = 0;      ///< epochs; 0: one descent over the run
    double cosineFloor = 0.01; ///< of the learning rate
    int batchSize = 512;
    int epochs = 20;
    int epochWindows = 0; ///< samples of an epoch; 0: all
    int patience = 5;     ///< as of BPR
    Repetition repetition = Repetition::Mass;
    double repetitionWeight = 0; ///< 0: no penalty
    LearnedWindows split = LearnedWindows::LastFilm;
    std::uint64_t seed = 42;

    static constexpr std::string_view model = "transformer";
    static std::span<const OptionField<TransformerOptions>> fields();

    bool operator==(const TransformerOptions&) const = default;
};

/// How its learning rate goes over the run.
LearningRate learningRate(const TransformerOptions& options);

/// Of so many training positives. Of a tied output an epoch is told in targets, of which a window has `context`.
std::int64_t windowsOfAnEpoch(const TransformerOptions& options, std::int64_t trainPositives);

TransformerShape shapeOf(const TransformerOptions& options, std::size_t users, std::size_t items);

/// The published trainings: (a) batch 512, rate 5e-4; (b) with the penalty, weight 0.2, rate 8e-4; (c) batch 4,096,
/// cosine of period 100 down to 1e-6, weight 0.1; (d) is c once more from the weights it came to.
TransformerOptions publishedTransformer(char which);

/// What is best of all that was measured on the validation films of MovieLens 1M: see tests/reproduction.
TransformerOptions bestTransformer();

} // namespace tastescope
