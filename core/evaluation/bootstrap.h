#pragma once

#include "core/base/job.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// What is kept of the means of the resamples of one column: its tails, and where it stands towards zero.
struct MeanTails
{
    std::vector<double> lowest;  ///< ascending
    std::vector<double> highest; ///< descending
    std::int64_t notAbove = 0;   ///< means <= 0
    std::int64_t notBelow = 0;   ///< means >= 0
    std::int64_t resamples = 0;

    std::int64_t smaller() const { return std::min(notAbove, notBelow); }
    bool operator==(const MeanTails&) const = default;
};

/// Means of resampled rows: resample r draws n rows with replacement and averages each column over them.
///
/// Shapes: columns of n >= 1 values each; of the `resamples` means of each the `kept` lowest and highest.
/// All columns see the same draws, which are a pure function of (seed, r, n): the same bits for any number of threads,
/// and a column's tails are the same whichever others are asked for with it.
/// A draw is 32 random bits times n; its bias is below n / 2^32, for 100,000 rows 2e-5 of a row's probability.
/// Throws: Cancelled.
/// Cost:   time O(resamples * n * (1 + columns / 8)): the draws are counted per row first, because adding up counts
///         times values runs over memory in order; memory O(workers * n + columns * kept), and 32 MB.
std::vector<MeanTails> resampledTails(std::span<const std::vector<double>> columns, int resamples, std::int64_t kept,
                                      std::uint64_t seed, Workers workers, const JobContext& job = {});

} // namespace tastescope
