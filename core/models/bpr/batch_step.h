#pragma once

#include "core/base/parallel.h"
#include "core/models/bpr/batch_plan.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/bpr_state.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace tastescope {

/// Steps of Adam by batches, as published: the gradient of the mean of
///
///     softplus(-(u.i - u.j)) + l2 / 2 (|u|^2 + |i|^2 + |j|^2)
///
/// over a step's triplets, summed per row; then one Adam step for the rows touched. Moments of the others stay.
///
/// First every touched user is updated from the items as they were, then every touched item from the users as they
/// were. A row has one worker and its contributions come in a fixed order: the same bits for any number of threads.
/// Source: the behaviour of torch.optim.SparseAdam with one step count for all rows.
class BatchStep
{
public:
    BatchStep(float l2, Workers workers) : m_l2(l2), m_workers(workers), m_scratch(workers.copiesOf(Scratch())) {}

    /// Returns the sum of the triplets' losses before the step. The learning rate is without bias correction.
    /// Throws: Cancelled when stop is set: the state is then half-way and must not be used.
    double run(BprState& state, const BatchPlan& plan, double learningRate, const std::stop_token& stop = {});

private:
    struct Scratch
    {
        std::vector<std::int32_t> users;
        std::vector<float> pulls;
    };

    void updateUsers(BprState& state, const BatchPlan& plan, float rate, const std::stop_token& stop);
    void updateItems(BprState& state, const BatchPlan& plan, float rate, const std::stop_token& stop);

    float m_l2;
    Workers m_workers;
    std::vector<Scratch> m_scratch;       ///< by worker
    std::optional<Factors> m_usersBefore; ///< weights of the step's users before it, by group
    std::vector<float> m_pulls;           ///< by triplet
    std::vector<double> m_losses;         ///< by group
};

} // namespace tastescope
