#pragma once

#include "core/base/job.h"
#include "core/base/parallel.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Means of resampled rows: resample r draws n rows with replacement and averages each column over them.
///
/// Shapes: columns of n >= 1 values each; one ascending vector of `resamples` means a column.
/// All columns see the same draws, which are a pure function of (seed, r, n): the same bits for any number of threads.
/// A draw is 32 random bits times n; its bias is below n / 2^32, for 100,000 rows 2e-5 of a row's probability.
/// Throws: Cancelled.
/// Cost:   time O(resamples * n * (1 + columns / 8)): the draws are counted per row first, because adding up counts
///         times values runs over memory in order; memory O(workers * n + columns * resamples).
std::vector<std::vector<double>> resampledMeans(std::span<const std::vector<double>> columns, int resamples,
                                                std::uint64_t seed, Workers workers, const JobContext& job = {});

} // namespace tastescope
