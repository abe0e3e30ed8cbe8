#pragma once

#include "core/evaluation/evaluation.h"
#include "core/evaluation/scorer.h"

#include <optional>
#include <span>

namespace tastescope {

/// What a full ranking does not tell of a model that says what comes next.
struct NextItemFigures
{
    Estimates duplicates;  ///< "duplicates-3", ...: share of the first places of the whole catalogue, nothing left out,
                           ///< that the user's last events take
    Estimate crossEntropy; ///< of the held-out positives in a softmax over all items, nats
};

/// Means over users with held-out positives of `part` and known events. window: last events of a user that count as
/// repeated. Shapes: scores of all items are logits. Throws: Cancelled.
/// Cost: one scoring of all items a user. Nothing when nobody is measured.
std::optional<NextItemFigures> nextItemFigures(const Scorer& scorer, const Dataset& dataset, Part part, int window,
                                               std::span<const int> lengths, int threads = 0,
                                               const JobContext& job = {});

} // namespace tastescope
