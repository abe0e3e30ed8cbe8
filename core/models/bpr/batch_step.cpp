#include "core/models/bpr/batch_step.h"

#include "core/base/parallel.h"

#include <numeric>

namespace tastescope {

namespace {

constexpr std::int64_t rowsAtATime = 16;

} // namespace

double BatchStep::run(BprState& state, const BatchPlan& plan, double learningRate, const std::stop_token& stop)
{
    const std::size_t users = plan.users.count();
    if (users == 0)
        return 0;
    const float rate = static_cast<float>(learningRate) * adamBiasCorrection(++state.batchSteps);
    if (!m_usersBefore || m_usersBefore->rowCount() < users)
        m_usersBefore.emplace(users, state.users.dimension());
    m_pulls.resize(plan.positives.size());
    m_losses.resize(users);
    updateUsers(state, plan, rate, stop);
    updateItems(state, plan, rate, stop);
    return std::accumulate(m_losses.begin(), m_losses.end(), 0.0);
}

void BatchStep::updateUsers(BprState& state, const BatchPlan& plan, float rate, const std::stop_token& stop)
{
    const FactorRows items = rowsOf(state.items);
    const float share = 1.0F / static_cast<float>(plan.positives.size());
    const auto body = [&](std::int64_t row, int) {
        const auto g = static_cast<std::size_t>(row);
        const std::size_t first = plan.users.begins[g];
        const std::size_t count = plan.users.begins[g + 1] - first;
        m_losses[g] = bprKernels().batchUser({.user = state.users.row(static_cast<std::size_t>(plan.users.keys[g])),
                                              .userBefore = m_usersBefore->row(g),
                                              .items = items,
                                              .positives = std::span(plan.positives).subspan(first, count),
                                              .negatives = std::span(plan.negatives).subspan(first, count),
                                              .pulls = std::span(m_pulls).subspan(first, count),
                                              .share = share,
                                              .l2 = m_l2 * share * static_cast<float>(count),
                                              .rate = rate});
    };
    parallelFor(static_cast<std::int64_t>(plan.users.count()), m_workers, {.stop = stop}, body, rowsAtATime);
}

void BatchStep::updateItems(BprState& state, const BatchPlan& plan, float rate, const std::stop_token& stop)
{
    const auto triplets = static_cast<std::int32_t>(plan.positives.size());
    const float share = 1.0F / static_cast<float>(triplets);
    const FactorRows usersBefore = rowsOf(*m_usersBefore);
    const auto body = [&](std::int64_t row, int worker) {
        const auto g = static_cast<std::size_t>(row);
        Scratch& scratch = m_scratch[static_cast<std::size_t>(worker)];
        scratch.users.clear();
        scratch.pulls.clear();
        for (const std::int32_t contribution : plan.items.group(g)) {
            const bool isNegative = contribution >= triplets;
            const auto t = static_cast<std::size_t>(isNegative ? contribution - triplets : contribution);
            scratch.users.push_back(plan.userGroups[t]);
            scratch.pulls.push_back(isNegative ? -m_pulls[t] : m_pulls[t]);
        }
        bprKernels().batchItem({.item = state.items.row(static_cast<std::size_t>(plan.items.keys[g])),
                                .usersBefore = usersBefore,
                                .users = scratch.users,
                                .pulls = scratch.pulls,
                                .l2 = m_l2 * share * static_cast<float>(scratch.users.size()),
                                .rate = rate});
    };
    parallelFor(static_cast<std::int64_t>(plan.items.count()), m_workers, {.stop = stop}, body, rowsAtATime);
}

} // namespace tastescope
