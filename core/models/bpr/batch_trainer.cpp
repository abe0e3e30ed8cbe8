#include "core/base/parallel.h"
#include "core/models/bpr/batch_plan.h"
#include "core/models/bpr/batch_step.h"
#include "core/models/bpr/epoch_trainer.h"
#include "core/models/bpr/negatives.h"
#include "core/models/bpr/permutation.h"

#include <algorithm>
#include <vector>

namespace tastescope {

namespace {

constexpr int triesForOneNegative = 1'000; // from a pool that holds too few
constexpr std::int64_t plannedTriplets = 1 << 20;
constexpr std::int32_t notDrawn = -1;

/// Adam by batches: an epoch is all triplets in a random order, cut into steps of batch_size x grad_accum. Steps are
/// planned several at a time, side by side, and taken one after the other.
class BatchTrainer final : public EpochTrainer
{
public:
    explicit BatchTrainer(const BprInput& input)
        : m_input(input),
          m_stepSize(static_cast<std::int64_t>(input.options.batchSize) * input.options.gradAccum),
          m_step(static_cast<float>(input.options.l2), input.workers),
          m_scratch(input.workers.copiesOf(Scratch()))
    {
        const Dataset& dataset = input.dataset;
        m_userOf.reserve(dataset.train().entryCount());
        for (const User user : idsUpTo<User>(dataset.userCount()))
            m_userOf.insert(m_userOf.end(), dataset.train().row(user).size(), number(user));
        m_negatives.resize(m_userOf.size() * static_cast<std::size_t>(input.options.negatives));
        for (Scratch& scratch : m_scratch) {
            scratch.plan.userCounts.resize(dataset.userCount());
            scratch.plan.itemCounts.resize(dataset.itemCount());
            scratch.taken.resize(dataset.itemCount());
        }
    }

    void run(BprState& state, int epoch, const std::function<void(const EpochSums&)>& afterRound,
             const std::stop_token& stop) override
    {
        const auto all = static_cast<std::int64_t>(m_negatives.size());
        drawNegatives(epoch, stop);
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
                plans[static_cast<std::size_t>(k)] =
                    plan(order, begin, std::min(begin + m_stepSize, all), m_scratch[static_cast<std::size_t>(worker)]);
            };
            parallelFor(count, m_input.workers, {.stop = stop}, body, 1);
            for (std::int64_t k = 0; k < count; ++k) {
                const BatchPlan& next = plans[static_cast<std::size_t>(k)];
                sums.position = epoch - 1 + static_cast<double>(first + k + 1) / static_cast<double>(steps);
                sums.loss += m_step.run(state, next, learningRate(m_input.options).at(sums.position), stop);
                sums.samples += static_cast<std::int64_t>(next.positives.size());
                sums.skipped += next.skipped;
                afterRound(sums);
            }
        }
    }

private:
    struct Scratch
    {
        BatchPlanScratch plan;
        std::vector<std::uint8_t> taken; ///< by item: 1 for the user's positives
    };

    /// The epoch's negatives, user by user: drawn in order they cost a tenth of what they would triplet by triplet.
    void drawNegatives(int epoch, const std::stop_token& stop)
    {
        const auto body = [&](std::int64_t user, int worker) {
            drawNegatives(epoch, User{static_cast<std::int32_t>(user)}, m_scratch[static_cast<std::size_t>(worker)]);
        };
        parallelFor(static_cast<std::int64_t>(m_input.dataset.userCount()), m_input.workers, {.stop = stop}, body);
    }

    void drawNegatives(int epoch, User user, Scratch& scratch)
    {
        const auto& train = m_input.dataset.train();
        const auto positives = train.row(user);
        const auto count = static_cast<std::size_t>(m_input.options.negatives);
        Random random(m_input.options.seed,
                      {streamNumber(BprStream::BatchNegatives), static_cast<std::uint64_t>(epoch), index(user)});
        for (const Item item : positives)
            scratch.taken[index(item)] = 1;
        for (std::size_t p = 0; p < positives.size(); ++p) {
            const auto out = std::span(m_negatives).subspan((train.rowBegin(user) + p) * count, count);
            const bool drawn = m_input.pools
                                   ? drawHardEasy(random, m_input.pools->hard.row(user), m_input.pools->easy.row(user),
                                                  out, triesForOneNegative, [](Item) { return true; })
                                         == out.size()
                                   : drawFree(random, scratch.taken, train.columnCount() - positives.size(), out);
            if (!drawn)
                std::ranges::fill(out, notDrawn);
        }
        for (const Item item : positives)
            scratch.taken[index(item)] = 0;
    }

    BatchPlan plan(const Permutation& order, std::int64_t begin, std::int64_t end, Scratch& scratch) const
    {
        scratch.plan.triplets.clear();
        for (std::int64_t t = begin; t < end; ++t) {
            const std::uint64_t triplet = order(static_cast<std::uint64_t>(t));
            const std::uint64_t entry = triplet / static_cast<std::uint64_t>(m_input.options.negatives);
            if (m_negatives[triplet] != notDrawn)
                scratch.plan.triplets.push_back(
                    {m_userOf[entry], number(m_input.dataset.train().entries()[entry]), m_negatives[triplet]});
        }
        BatchPlan result = planBatch(scratch.plan);
        result.skipped = end - begin - static_cast<std::int64_t>(scratch.plan.triplets.size());
        return result;
    }

    BprInput m_input;
    std::int64_t m_stepSize; ///< triplets
    BatchStep m_step;
    std::vector<std::int32_t> m_userOf;    ///< by entry of the train part
    std::vector<std::int32_t> m_negatives; ///< of the epoch, by triplet: entry * negatives + k
    std::vector<Scratch> m_scratch;        ///< by worker
};

} // namespace

std::unique_ptr<EpochTrainer> makeBatchTrainer(const BprInput& input)
{
    return std::make_unique<BatchTrainer>(input);
}

} // namespace tastescope
