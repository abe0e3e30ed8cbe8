#include "core/base/parallel.h"
#include "core/models/bpr/batch_plan.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/epoch_trainer.h"
#include "core/models/bpr/negatives.h"
#include "core/models/bpr/permutation.h"
#include "core/models/bpr/schedule.h"

#include <numeric>
#include <optional>
#include <vector>

namespace tastescope {

namespace {

constexpr int triesForOneNegative = 1'000; // to find it in a pool or among the items the user does not like
constexpr std::int64_t plannedTriplets = 1 << 20;
constexpr std::int64_t rowsAtATime = 16;

FactorRows rowsOf(Factors& factors)
{
    return {factors.row(0), factors.stride(), factors.paddedDimension() / Factors::lanes};
}

/// Adam on the mean loss of batch_size x grad_accum triplets in random order. In each step, first every touched user
/// is updated from the items as they were, then every touched item from the users as they were; a row has one worker
/// and its contributions come in a fixed order.
class BatchTrainer final : public EpochTrainer
{
public:
    explicit BatchTrainer(const BprInput& input)
        : m_input(input),
          m_stepSize(static_cast<std::int64_t>(input.options.batchSize) * input.options.gradAccum),
          m_scratch(static_cast<std::size_t>(workerCount(input.threads)))
    {
        const Dataset& dataset = input.dataset;
        m_userOf.reserve(dataset.train().entryCount());
        for (const User user : idsUpTo<User>(dataset.userCount()))
            m_userOf.insert(m_userOf.end(), dataset.train().row(user).size(), number(user));
        for (Scratch& scratch : m_scratch) {
            scratch.plan.userCounts.resize(dataset.userCount());
            scratch.plan.itemCounts.resize(dataset.itemCount());
        }
    }

    void run(BprState& state, int epoch, const std::function<void(const EpochSums&)>& afterRound,
             const std::stop_token& stop) override
    {
        const auto all = static_cast<std::int64_t>(m_userOf.size()) * m_input.options.negatives;
        const std::int64_t steps = (all + m_stepSize - 1) / m_stepSize;
        const std::int64_t wave = std::clamp<std::int64_t>(plannedTriplets / m_stepSize, 1, steps);
        const Permutation order(
            static_cast<std::uint64_t>(all),
            Random(m_input.options.seed, {streamNumber(BprStream::BatchOrder), static_cast<std::uint64_t>(epoch)}));
        EpochSums sums;
        std::vector<BatchPlan> plans(static_cast<std::size_t>(wave));
        for (std::int64_t first = 0; first < steps; first += wave) {
            const std::int64_t count = std::min(wave, steps - first);
            const auto body = [&](std::int64_t k, int worker) {
                const std::int64_t begin = (first + k) * m_stepSize;
                plans[static_cast<std::size_t>(k)] = plan(order, epoch, begin, std::min(begin + m_stepSize, all),
                                                          m_scratch[static_cast<std::size_t>(worker)]);
            };
            parallelFor(count, m_input.threads, {.stop = stop}, body, 1);
            for (std::int64_t k = 0; k < count; ++k) {
                const BatchPlan& next = plans[static_cast<std::size_t>(k)];
                sums.position = epoch - 1 + static_cast<double>(first + k + 1) / static_cast<double>(steps);
                sums.loss += step(state, next, learningRate(m_input.options, sums.position), stop);
                sums.triplets += static_cast<std::int64_t>(next.positives.size());
                sums.skipped += next.skipped;
                afterRound(sums);
            }
        }
    }

private:
    struct Scratch
    {
        BatchPlanScratch plan;
        std::vector<std::int32_t> negatives;
        std::vector<std::int32_t> slots;
        std::vector<float> pulls;
    };

    BatchPlan plan(const Permutation& order, int epoch, std::int64_t begin, std::int64_t end, Scratch& scratch) const
    {
        const auto negatives = static_cast<std::uint64_t>(m_input.options.negatives);
        scratch.plan.triplets.clear();
        std::int64_t skipped = 0;
        for (std::int64_t t = begin; t < end; ++t) {
            const std::uint64_t triplet = order(static_cast<std::uint64_t>(t));
            const std::uint64_t entry = triplet / negatives;
            Random random(m_input.options.seed,
                          {streamNumber(BprStream::BatchNegatives), static_cast<std::uint64_t>(epoch), entry});
            const User user{m_userOf[entry]};
            // The negatives of a positive differ, so the k-th is found by drawing the first k.
            if (drawNegatives(random, user, scratch.negatives))
                scratch.plan.triplets.push_back({number(user), number(m_input.dataset.train().entries()[entry]),
                                                 scratch.negatives[triplet % negatives]});
            else
                ++skipped;
        }
        BatchPlan result = planBatch(scratch.plan);
        result.skipped = skipped;
        return result;
    }

    bool drawNegatives(Random& random, User user, std::vector<std::int32_t>& out) const
    {
        out.resize(static_cast<std::size_t>(m_input.options.negatives));
        if (m_input.pools)
            return drawHardEasy(random, m_input.pools->hard.row(user), m_input.pools->easy.row(user), out,
                                triesForOneNegative, [](Item) { return true; });
        const auto& train = m_input.dataset.train();
        const std::size_t items = train.columnCount();
        if (items - train.row(user).size() < out.size())
            return false;
        for (std::size_t k = 0; k < out.size();) {
            const auto item = static_cast<std::int32_t>(random.below(items));
            const auto chosen = std::span(out).first(k);
            if (std::ranges::find(chosen, item) == chosen.end() && !train.contains(user, Item{item}))
                out[k++] = item;
        }
        return true;
    }

    double step(BprState& state, const BatchPlan& plan, double learningRate, const std::stop_token& stop)
    {
        const std::size_t users = plan.users.count();
        if (users == 0)
            return 0;
        const float share = 1.0F / static_cast<float>(plan.positives.size());
        const float rate = static_cast<float>(learningRate) * adamBiasCorrection(++state.batchSteps);
        if (!m_usersBefore || m_usersBefore->rowCount() < users)
            m_usersBefore.emplace(users, m_input.options.embeddingDim);
        m_pulls.resize(plan.positives.size());
        m_losses.resize(users);
        updateUsers(state, plan, share, rate, stop);
        updateItems(state, plan, share, rate, stop);
        return std::accumulate(m_losses.begin(), m_losses.end(), 0.0);
    }

    void updateUsers(BprState& state, const BatchPlan& plan, float share, float rate, const std::stop_token& stop)
    {
        const FactorRows items = rowsOf(state.items);
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
                                                  .l2 = static_cast<float>(m_input.options.l2),
                                                  .rate = rate});
        };
        parallelFor(static_cast<std::int64_t>(plan.users.count()), m_input.threads, {.stop = stop}, body, rowsAtATime);
    }

    void updateItems(BprState& state, const BatchPlan& plan, float share, float rate, const std::stop_token& stop)
    {
        const auto triplets = static_cast<std::int32_t>(plan.positives.size());
        const FactorRows usersBefore = rowsOf(*m_usersBefore);
        const auto body = [&](std::int64_t row, int worker) {
            const auto g = static_cast<std::size_t>(row);
            Scratch& scratch = m_scratch[static_cast<std::size_t>(worker)];
            scratch.slots.clear();
            scratch.pulls.clear();
            for (const std::int32_t contribution : plan.items.group(g)) {
                const bool isNegative = contribution >= triplets;
                const auto t = static_cast<std::size_t>(isNegative ? contribution - triplets : contribution);
                scratch.slots.push_back(plan.slots[t]);
                scratch.pulls.push_back(isNegative ? -m_pulls[t] : m_pulls[t]);
            }
            const auto touches = static_cast<float>(scratch.slots.size());
            bprKernels().batchItem({.item = state.items.row(static_cast<std::size_t>(plan.items.keys[g])),
                                    .usersBefore = usersBefore,
                                    .slots = scratch.slots,
                                    .pulls = scratch.pulls,
                                    .l2 = static_cast<float>(m_input.options.l2) * share * touches,
                                    .rate = rate});
        };
        parallelFor(static_cast<std::int64_t>(plan.items.count()), m_input.threads, {.stop = stop}, body, rowsAtATime);
    }

    BprInput m_input;
    std::int64_t m_stepSize;              ///< triplets
    std::vector<std::int32_t> m_userOf;   ///< by entry of the train part
    std::vector<Scratch> m_scratch;       ///< by worker
    std::optional<Factors> m_usersBefore; ///< weights of the step's users before it, by group
    std::vector<float> m_pulls;
    std::vector<double> m_losses;
};

} // namespace

std::unique_ptr<EpochTrainer> makeBatchTrainer(const BprInput& input)
{
    return std::make_unique<BatchTrainer>(input);
}

} // namespace tastescope
