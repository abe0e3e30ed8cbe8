#pragma once

#include "core/base/parallel.h"
#include "core/evaluation/evaluation.h"
#include "core/evaluation/scorer.h"
#include "core/evaluation/standing_metrics.h"

namespace tastescope {

class Dataset;

/// Ranks every held-out positive among its fixed negatives, for one model after another.
///
///     a = others with a higher score, t = others with the same score
///     MRR = (H(a+t+1) - H(a)) / (t+1), uncut over the list        Hit@K = clamp((K - a) / (t+1), 0, 1)
///     NDCG@K = (1/(t+1)) sum of 1/log2(r+1) over r = a+1 .. min(a+t+1, K)
///
/// the expected values over random order of ties. Mean over each user's positives, then over users. Lists may differ in
/// length; a positive without negatives is left out. Chance and most-popular are measured once, on these very lists.
class SampledEvaluator
{
public:
    /// dataset and lists must outlive this; lists as drawn for options.part, ordered by user. Cold users are left out.
    /// Throws: Error when lists name users or items the dataset does not have, or cutoffs are wrong; Cancelled.
    SampledEvaluator(const Dataset& dataset, const EvaluationLists& lists, const EvaluationOptions& options = {},
                     const JobContext& job = {});

    /// Throws: Cancelled.
    /// Cost: two calls of the scorer a user, one for his positives and one for all his negatives; users in parallel.
    Evaluation evaluate(const Scorer& scorer, const JobContext& job = {}) const;

    /// What constant scores get: 1 positive among 50 negatives gives MRR 0.0886 and Hit@10 0.1961.
    const Estimates& chance() const { return m_blank.chance; }
    const Estimates& popularity() const { return m_blank.popularity; } ///< empty when baselines were not asked for
    std::int64_t users() const { return m_blank.users; }
    std::int64_t positives() const { return m_blank.positives; }
    std::int64_t longestList() const { return m_blank.longestList; }

private:
    /// The positives [begin, end) of the lists, all of one user.
    struct UserLists
    {
        User user{};
        std::size_t begin = 0;
        std::size_t end = 0;
        std::int32_t ranked = 0; ///< of them, those that have negatives; >= 1
    };
    struct Scratch;
    struct Measured;

    static const EvaluationLists& checked(const Dataset& dataset, const EvaluationLists& lists);
    void plan(const Dataset& dataset);
    Measured measure(const Scorer& scorer, const JobContext& job) const;
    std::int32_t addLists(const UserLists& user, Scratch& scratch, std::span<double> sums) const;

    const EvaluationLists& m_lists;
    Workers m_workers;
    std::vector<UserLists> m_users;
    Evaluation m_blank; ///< all that does not depend on the model
    StandingMetrics m_metrics;
};

/// The same for one model.
Evaluation evaluateSampled(const Scorer& scorer, const Dataset& dataset, const EvaluationLists& lists,
                           const EvaluationOptions& options = {}, const JobContext& job = {});

inline Evaluation evaluateSampled(const Model& model, const Dataset& dataset, const EvaluationLists& lists,
                                  const EvaluationOptions& options = {}, const JobContext& job = {})
{
    return evaluateSampled(scoresOf(model, dataset, options.part), dataset, lists, options, job);
}

} // namespace tastescope
