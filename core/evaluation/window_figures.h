#pragma once

#include "core/evaluation/evaluation.h"
#include "core/models/transformer/window_ranks.h"

#include <optional>
#include <span>

namespace tastescope {

/// Means over windows: what a published table of next items holds.
struct WindowFigures
{
    std::int64_t windows = 0;
    std::optional<Estimate> crossEntropy; ///< nats; none: the model knows no probabilities
    Estimates figures;                    ///< "mrr-3", "hit-3", "ndcg-3", "duplicates-3", "mrr-5", ...
    std::vector<double> repeats; ///< share of the lists whose r-th place a word of the window takes, from r = 1
};

/// Intervals are those of a mean over windows, as estimateMean() has them; windows of one user are alike, so they are
/// narrower than those over users would be. lengths: each at most results.longest. At least one window.
WindowFigures windowFigures(const WindowResults& results, std::span<const int> lengths);

} // namespace tastescope
