#pragma once

#include "core/base/option_field.h"
#include "core/training/schedule.h"

#include <cstdint>
#include <span>

namespace tastescope {

enum class NegativePool { Uniform, HardEasy };
enum class Optimiser { Sgd, Adam, AdamBatch };

/// Settings of BPR training (playlist-pipeline section 4). Ranges stand in the field table.
struct BprOptions
{
    int embeddingDim = 128;
    double learningRate = 0.05;
    int batchSize = 16'384; ///< triplets a step, adam_batch only
    int gradAccum = 1;      ///< batches a step, adam_batch only
    int epochs = 30;
    int negatives = 4; ///< per positive
    NegativePool negativePool = NegativePool::Uniform;
    double l2 = 0.02; ///< 0: none
    Optimiser optimiser = Optimiser::Sgd;
    Schedule schedule = Schedule::Cosine;
    int warmupEpochs = 0;
    int patience = 5; ///< epochs without a better validation MRR before stopping; 0: never stop early
    std::uint64_t seed = 42;

    bool operator==(const BprOptions&) const = default;
};

std::span<const OptionField<BprOptions>> bprFields();

/// How its learning rate goes over the run.
LearningRate learningRate(const BprOptions& options);

/// Every value the original system published: dimension 128, batch 16,384, rate 0.005, 5 epochs, Adam by batches ...
BprOptions publishedBprOptions();

} // namespace tastescope
