#pragma once

#include "core/evaluation/evaluation.h"
#include "core/evaluation/scorer.h"

namespace tastescope {

/// Ranks the whole catalogue for every user with held-out positives, all of which are relevant; what he is known to
/// like in the other parts is left out of the ranking. With Mask::Train only his training positives are, so that those
/// of the other held-out part count as wrong answers: on MovieLens 100K that takes a third off the NDCG@10 of a good
/// model.
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
    return evaluateFull(scoresOf(model, dataset, options.part), roughScoresOf(model), dataset, options, job);
}

} // namespace tastescope
