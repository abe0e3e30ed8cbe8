#include "core/models/bpr/bpr_learner.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr const char* batchSteps = "optim/batch_steps";

std::vector<std::int64_t> shapeOf(const Factors& factors)
{
    return {static_cast<std::int64_t>(factors.rowCount()), factors.dimension()};
}

std::string momentsName(const std::string& table, int part)
{
    return "optim/" + table + (part == 1 ? "_first" : "_second");
}

std::string stepsName(const std::string& table)
{
    return "optim/" + table + "_steps";
}

void packMoments(std::vector<Tensor>& tensors, const std::string& table, const Factors& factors)
{
    for (int part = 1; part < factors.parts(); ++part) {
        const std::vector<float> values = factors.packed(part);
        tensors.push_back(makeTensor(momentsName(table, part), shapeOf(factors), std::span<const float>(values)));
    }
}

void unpackRows(const TensorFile& file, const std::string& table, Factors& factors)
{
    factors.unpack(floats(file.tensor(table), shapeOf(factors)));
    for (int part = 1; part < factors.parts(); ++part)
        factors.unpack(floats(file.tensor(momentsName(table, part)), shapeOf(factors)), part);
}

void packSteps(std::vector<Tensor>& tensors, const std::string& table, const std::vector<std::int32_t>& steps)
{
    tensors.push_back(
        makeTensor(stepsName(table), {static_cast<std::int64_t>(steps.size())}, std::span<const std::int32_t>(steps)));
}

std::vector<std::int32_t> unpackSteps(const TensorFile& file, const std::string& table, std::size_t count)
{
    std::vector<std::int32_t> steps = int32s(file.tensor(stepsName(table)), {static_cast<std::int64_t>(count)});
    if (std::ranges::any_of(steps, [](std::int32_t taken) { return taken < 0; }))
        throw Error("The steps of the " + table + " are not counts.");
    return steps;
}

} // namespace

BprLearner::BprLearner(const BprOptions& options, const Dataset& dataset, std::optional<NegativePools> pools,
                       Workers workers, const std::stop_token& stop)
    : m_options(options),
      m_dataset(dataset),
      m_pools(std::move(pools)),
      m_state(startState(options, dataset, workers, stop))
{
    const BprInput input{options, dataset, m_pools ? &*m_pools : nullptr, workers};
    m_trainer = options.optimiser == Optimiser::AdamBatch ? makeBatchTrainer(input) : makeTileTrainer(input);
}

EpochSums BprLearner::runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                               const JobContext& job)
{
    EpochSums total;
    const auto keepTotal = [&](const EpochSums& sums) {
        afterRound(sums);
        total = sums;
    };
    m_trainer->run(m_state, epoch, keepTotal, job.stop);
    if (total.samples == 0)
        throw Error("No negatives can be drawn: every user likes nearly every item. Use fewer negatives, or the "
                    "uniform pool.");
    if (total.skipped > 0 && !m_toldSkipped)
        job.report(Note{skippedText(epoch, total.skipped)});
    m_toldSkipped = m_toldSkipped || total.skipped > 0;
    return total;
}

std::string BprLearner::skippedText(int epoch, std::int64_t skipped) const
{
    const auto positives = static_cast<std::int64_t>(m_dataset.train().entryCount());
    const bool batches = m_options.optimiser == Optimiser::AdamBatch;
    const std::int64_t all = batches ? positives * m_options.negatives : positives;
    return std::to_string(skipped) + " of " + std::to_string(all) + (batches ? " triplets" : " positives")
           + " were left out in epoch " + std::to_string(epoch) + ": fewer than "
           + std::to_string(drawnPerPositive(m_options)) + " negatives could be drawn for them.";
}

std::shared_ptr<const Model> BprLearner::modelFrom(const TensorFile& file) const
{
    return std::make_shared<const BprModel>(BprModel::fromTensors(file));
}

std::vector<Tensor> BprLearner::tensors() const
{
    std::vector<Tensor> tensors;
    packMoments(tensors, "users", m_state.users);
    packMoments(tensors, "items", m_state.items);
    packSteps(tensors, "users", m_state.userSteps);
    packSteps(tensors, "items", m_state.itemSteps);
    tensors.push_back(makeTensor(batchSteps, {}, std::span(&m_state.batchSteps, 1)));
    return tensors;
}

void BprLearner::restore(const TensorFile& file)
{
    unpackRows(file, "users", m_state.users);
    unpackRows(file, "items", m_state.items);
    m_state.userSteps = unpackSteps(file, "users", m_state.userSteps.size());
    m_state.itemSteps = unpackSteps(file, "items", m_state.itemSteps.size());
    m_state.batchSteps = int64s(file.tensor(batchSteps), {}).front();
    if (m_state.batchSteps < 0)
        throw Error("The steps taken are not a count.");
}

} // namespace tastescope
