#pragma once

#include "core/evaluation/evaluation.h"
#include "core/evaluation/scorer.h"

namespace tastescope {

/// Ranks the whole catalogue for every user with held-out positives, all of which are relevant; his training positives
/// are left out of the ranking (positives of the other held-out part stay in and count as not relevant).
///
/// MRR (first relevant, uncut), Hit@K, Recall@K, NDCG@K and MAP@K (divided by the number of relevant items) as in
/// metrics.h, with expected values over ties; catalogue coverage and popularity bias at the largest K.
///
/// Throws: Error when options are out of range; Cancelled.
/// Cost:   one score() of all items a user and O(items log positives); users in parallel; memory O(threads * items).
Evaluation evaluateFull(const Scorer& scorer, const Dataset& dataset, const EvaluationOptions& options = {},
                        const JobContext& job = {});

inline Evaluation evaluateFull(const Model& model, const Dataset& dataset, const EvaluationOptions& options = {},
                               const JobContext& job = {})
{
    return evaluateFull(scoresOf(model), dataset, options, job);
}

} // namespace tastescope
