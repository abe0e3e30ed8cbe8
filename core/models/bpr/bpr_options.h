#pragma once

#include "core/base/enum_names.h"
#include "core/base/option_field.h"
#include "core/training/schedule.h"

#include <cstdint>
#include <span>

namespace tastescope {

enum class NegativePool { Uniform, HardEasy };

constexpr auto enumNames(NegativePool)
{
    return namedBy<NegativePool>({{NegativePool::Uniform, "uniform"}, {NegativePool::HardEasy, "hard_easy"}});
}

enum class Optimiser { Sgd, Adam, AdamBatch };

constexpr auto enumNames(Optimiser)
{
    return namedBy<Optimiser>(
        {{Optimiser::Sgd, "sgd"}, {Optimiser::Adam, "adam"}, {Optimiser::AdamBatch, "adam_batch"}});
}

/// Settings of BPR training (playlist-pipeline section 4). Ranges stand in the field table.
struct BprOptions
{
    int embeddingDim = 128;
    double learningRate = 0.05;
    int batchSize = 16'384; ///< triplets a step, adam_batch only
    int gradAccum = 1;      ///< batches a step, adam_batch only
    int epochs = 30;
    int negatives = 4; ///< per positive
    int hardestOf = 1; ///< items drawn for each negative, of which the one with the highest score is taken
    NegativePool negativePool = NegativePool::Uniform;
    double l2 = 0.02; ///< 0: none
    Optimiser optimiser = Optimiser::Sgd;
    Schedule schedule = Schedule::Cosine;
    int warmupEpochs = 0;
    int patience = 5; ///< epochs without a better validation MRR before stopping, once the rate has fallen: see
                      ///< LearningRate::settledAfter(); 0: never stop early
    std::uint64_t seed = 42;

    static constexpr std::string_view model = "bpr";
    static std::span<const OptionField<BprOptions>> fields();

    bool operator==(const BprOptions&) const = default;
};

/// How its learning rate goes over the run.
LearningRate learningRate(const BprOptions& options);

/// Items drawn against each positive, all different.
int drawnPerPositive(const BprOptions& options);

/// What an option table cannot say. Throws: Error when more would be drawn against a positive than there is room for.
void requireDrawable(const BprOptions& options);

/// Every value the original system published: dimension 128, batch 16,384, rate 0.005, 5 epochs, Adam by batches ...
BprOptions publishedBprOptions();

// Found on the validation likes of five datasets: tests/reproduction/README.md has the figures.

BprOptions quickBprOptions(); ///< short vectors, fewer epochs, a higher rate
BprOptions bestBprOptions();  ///< harder negatives, held by a stronger pull

} // namespace tastescope
