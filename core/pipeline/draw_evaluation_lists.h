#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"

#include <optional>

namespace tastescope {

struct EvaluationListOptions
{
    int negatives = 50;                ///< per held-out positive, >= 1
    std::optional<std::uint64_t> seed; ///< default: the dataset's own
    int threads = 0;                   ///< 0: all cores; never changes the result
};

/// The lists sampled evaluation ranks: each held-out positive of a part with its fixed negatives, drawn uniformly and
/// without repeats from all items that are no positive of the user in any part and not owned by him. Where fewer such
/// items exist, all of them. A list is a pure function of dataset, seed, part, user and item.
///
/// Lists that came with the data are returned as they are.
/// Shapes: positives in the order of dataset.heldOut(part); negatives ascending inside a list.
/// Throws: Error when negatives < 1; Cancelled.
/// Cost: O(positives * negatives).
/// Source: playlist-pipeline section 2, step 10.
EvaluationLists drawEvaluationLists(const Dataset& dataset, Part part, const EvaluationListOptions& options = {},
                                    const JobContext& job = {});

} // namespace tastescope
