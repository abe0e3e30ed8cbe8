#pragma once

#include "core/evaluation/evaluation.h"
#include "core/evaluation/scorer.h"

namespace tastescope {

/// Ranks every held-out positive among its fixed negatives.
///
///     a = others with a higher score, t = others with the same score
///     MRR = (H(a+t+1) - H(a)) / (t+1), uncut over the list        Hit@K = clamp((K - a) / (t+1), 0, 1)
///     NDCG@K = (1/(t+1)) sum of 1/log2(r+1) over r = a+1 .. min(a+t+1, K)
///
/// the expected values over random order of ties. Mean over each user's positives, then over users.
///
/// Shapes: lists as drawn for options.part, ordered by user; their lengths may differ. Cold users are left out.
/// Throws: Error when lists name users or items the dataset does not have, or options are out of range; Cancelled.
/// Cost:   one score() a user for his positives and one for all his negatives; users in parallel.
Evaluation evaluateSampled(const Scorer& scorer, const Dataset& dataset, const EvaluationLists& lists,
                           const EvaluationOptions& options = {}, const JobContext& job = {});

inline Evaluation evaluateSampled(const Model& model, const Dataset& dataset, const EvaluationLists& lists,
                                  const EvaluationOptions& options = {}, const JobContext& job = {})
{
    return evaluateSampled(scoresOf(model), dataset, lists, options, job);
}

/// What constant scores get on these very lists: 1 positive among 50 negatives gives MRR 0.0886 and Hit@10 0.1961.
Figures chanceLevel(const Dataset& dataset, const EvaluationLists& lists, const EvaluationOptions& options = {});

/// What most-popular (score = training likes) gets on these very lists.
Figures popularityLevel(const Dataset& dataset, const EvaluationLists& lists, const EvaluationOptions& options = {},
                        const JobContext& job = {});

} // namespace tastescope
