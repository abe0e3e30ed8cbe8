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
/// Where there are rough scores, blocks of users are ranked by them, and those that are too near to call are asked of
/// the scorer: lists and figures are the same, the time a fraction.
///
/// Throws: Error when options are out of range; Cancelled.
/// Cost:   one score() of all items a user (roughly: one product of matrices a block of users), and O(items) a user;
///         users in parallel; memory O(threads * items).
Evaluation evaluateFull(const Scorer& scorer, const RoughScorer& rough, const Dataset& dataset,
                        const EvaluationOptions& options = {}, const JobContext& job = {});

inline Evaluation evaluateFull(const Scorer& scorer, const Dataset& dataset, const EvaluationOptions& options = {},
                               const JobContext& job = {})
{
    return evaluateFull(scorer, {}, dataset, options, job);
}

inline Evaluation evaluateFull(const Model& model, const Dataset& dataset, const EvaluationOptions& options = {},
                               const JobContext& job = {})
{
    return evaluateFull(scoresOf(model), roughScoresOf(model), dataset, options, job);
}

} // namespace tastescope
