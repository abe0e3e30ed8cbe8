#pragma once

#include "core/base/cpu_level.h"
#include "core/models/transformer/block_scratch.h"
#include "core/models/transformer/weight_layout.h"

#include <cstddef>
#include <cstdint>

namespace tastescope {

// A transformer's arithmetic, compiled for every CPU level. Lanes are samples: every matrix of activations is features
// x columns, column position * lanes + sample, so that one product serves every layer and nothing is added across
// lanes. The same bits for any number of threads on one CPU level; between levels sums are fused differently.

/// Weights and how they lie.
struct TransformerNet
{
    const TransformerShape& shape;
    const WeightLayout& at;
    const float* weights; ///< at.size(), begins on 64 bytes
};

/// Samples that are gone through together.
struct SampleBlock
{
    const std::int32_t* words = nullptr;   ///< count x context
    const std::int32_t* users = nullptr;   ///< count; null where the shape knows no users
    const std::int32_t* targets = nullptr; ///< count words, where a tied net learns count x context of them, -1: none;
                                           ///< null where nothing is learned
    std::size_t count = 0;                 ///< 1 to the lanes of the scratch space
    std::size_t first = 0;                 ///< number of the first one in its batch, for the draws of dropout
};

/// Dropout by counter: whether a number stays is a pure function of (seed, step, place, sample), whoever computes it.
struct Dropout
{
    std::uint32_t limit = 0; ///< of 65,536: a draw below it drops the number; 0: nothing is dropped
    std::uint32_t key = 0;   ///< of seed and step
    float kept = 1;          ///< what is kept is multiplied by

    static Dropout of(double share, std::uint64_t seed, std::uint64_t step);
};

/// What a step wants of a block.
struct BlockGoal
{
    Dropout dropout = {};
    float share = 1;          ///< of one target in the mean: 1 / targets of the batch
    float massWeight = 0;     ///< of the softmax mass on the distinct items of the window
    float repeatedWeight = 0; ///< of the share of samples whose arg-max is in the window: no gradient
};

/// Where a block's gradients go.
struct BlockGradient
{
    float* dense = nullptr; ///< added to; WeightLayout::denseSize()
    float* words = nullptr; ///< written: count x context rows of wordStride; of a tied net they are in dense
    float* users = nullptr; ///< written: count rows of userStride
};

struct AdamStep
{
    float rate = 0;     ///< learning rate over the bias correction of the first moment
    float unbiased = 1; ///< 1 / sqrt of the bias correction of the second
};

struct TransformerKernels
{
    /// The hidden units after their ReLU, without dropout, into scratch.hidden: hidden x lanes. Of a tied net what was
    /// read at the last place.
    void (*read)(const TransformerNet& net, const SampleBlock& block, BlockScratch& scratch);

    /// Logits of every word for what read() left, into scratch.logits: words x lanes.
    void (*predict)(const TransformerNet& net, BlockScratch& scratch);

    /// What predict() left becomes exp(logit - top); their sums go to scratch.total.
    void (*normalise)(const TransformerNet& net, BlockScratch& scratch);

    /// Sum over the block of cross entropies, nats; needs targets. No dropout.
    double (*loss)(const TransformerNet& net, const SampleBlock& block, BlockScratch& scratch);

    /// Forward and backward. Returns the sum over the block of cross entropy and penalties.
    double (*learn)(const TransformerNet& net, const SampleBlock& block, const BlockGoal& goal, BlockScratch& scratch,
                    const BlockGradient& gradient);

    /// One step of Adam (0.9, 0.999, 1e-8) for `count` weights, a multiple of 16.
    void (*adam)(float* weights, float* first, float* second, const float* gradient, std::size_t count, AdamStep step);
};

/// Of a level in cpuLevels().
const TransformerKernels& transformerKernels(CpuLevel level = bestCpuLevel());

} // namespace tastescope
