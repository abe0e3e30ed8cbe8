#pragma once

#include "core/base/cpu_level.h"
#include "core/base/ids.h"
#include "core/models/factors.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tastescope {

// The inner loops of BPR, each compiled for every CPU level. Lanes are always 16 floats, sums have one fixed order and
// products are never fused with sums, so all levels give the same bits.

/// Rows of a Factors table as the kernels see them.
struct FactorRows
{
    float* first = nullptr;
    std::size_t stride = 0; ///< floats from row to row
    std::size_t blocks = 0; ///< lanes of 16 floats in one part of a row

    float* row(std::size_t row) const { return first + row * stride; }
};

/// The first part of the table's rows, with the others beside it.
inline FactorRows rowsOf(Factors& factors)
{
    return {factors.row(0), factors.stride(), factors.paddedDimension() / Factors::lanes};
}

/// All positives of one user inside one tile, each with its negatives, in the order of the updates.
struct TileRun
{
    float* user = nullptr; ///< his row
    FactorRows items;
    std::span<const std::int32_t> positives; ///< item numbers
    std::span<const std::int32_t> negatives; ///< negativesPerPositive times hardestOf for each positive
    std::size_t negativesPerPositive = 0;    ///< 1 to 64
    std::size_t hardestOf = 1; ///< of so many in turn only the one with the highest score counts, the first of equals
    float rate = 0;            ///< learning rate
    float l2 = 0;
    // Adam only:
    std::int32_t* userSteps = nullptr;      ///< steps the user's row has had; counted on
    std::int32_t* itemSteps = nullptr;      ///< by item
    std::span<const float> biasCorrections; ///< of step 1, 2, ...; 1 beyond the end
};

/// The triplets of one user in one step of Adam by batches. The user's row is updated, the items' are only read.
struct BatchUserRun
{
    float* user = nullptr;
    float* userBefore = nullptr; ///< receives the weights before the update
    FactorRows items;
    std::span<const std::int32_t> positives; ///< one a triplet
    std::span<const std::int32_t> negatives; ///< one a triplet
    std::span<float> pulls;                  ///< receives share * sigmoid(-(u.i - u.j)) of each triplet
    float share = 0;                         ///< of one triplet in the mean loss
    float l2 = 0;                            ///< times share and triplets already
    float rate = 0;                          ///< learning rate times bias correction
};

/// What one item's row receives in one step of Adam by batches.
struct BatchItemRun
{
    float* item = nullptr;
    FactorRows usersBefore;
    std::span<const std::int32_t> users; ///< rows of usersBefore, one a contribution
    std::span<const float> pulls;        ///< + as a positive, - as a negative
    float l2 = 0;                        ///< times share and contributions already
    float rate = 0;
};

struct BprKernels
{
    /// scores[k] = user . the row of items that which[k] names; stride and blocks as in FactorRows.
    void (*score)(const float* user, const float* items, std::size_t stride, std::size_t blocks,
                  std::span<const Item> which, std::span<float> scores);

    // Each returns the sum of softplus(-(u.i - u.j)) before the updates.
    double (*sgd)(const TileRun& run);
    double (*adam)(const TileRun& run);
    double (*batchUser)(const BatchUserRun& run);
    void (*batchItem)(const BatchItemRun& run);
};

/// Of a level in cpuLevels().
const BprKernels& bprKernels(CpuLevel level = bestCpuLevel());

/// Adam as published (Kingma, Ba: Adam, a method for stochastic optimization, ICLR 2015):
/// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= rate sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon).
struct AdamConstants
{
    static constexpr double b1 = 0.9;
    static constexpr double b2 = 0.999;
    static constexpr float epsilon = 1e-8F;
};

/// sqrt(1 - b2^t) / (1 - b1^t), t >= 1.
float adamBiasCorrection(std::int64_t step);

} // namespace tastescope
