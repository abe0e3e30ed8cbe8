#include "core/models/bpr/train_bpr.h"

#include "core/base/error.h"
#include "core/base/option_field.h"
#include "core/base/wait_for_room.h"
#include "core/data/dataset.h"
#include "core/models/bpr/bpr_state.h"
#include "core/models/bpr/checkpoint.h"
#include "core/models/bpr/epoch_trainer.h"
#include "core/models/bpr/pace.h"
#include "core/models/bpr/schedule.h"
#include "core/pipeline/negative_pools.h"
#include "core/training/curve_tensor.h"

#include <cmath>
#include <optional>

namespace tastescope {

namespace {

/// The loss or a weight is no longer a number.
struct Divergence
{
};

void check(const BprOptions& options, const Dataset& dataset)
{
    for (const OptionField<BprOptions>& field : bprFields())
        checkOption(field.info, field.read(options));
    if (dataset.train().entryCount() == 0)
        throw Error("There is nothing to learn from: the training part is empty.");
}

double seconds(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double secondsOf(const std::vector<EpochFinished>& curve)
{
    double sum = 0;
    for (const EpochFinished& epoch : curve)
        sum += epoch.trainSeconds + epoch.evaluateSeconds + epoch.saveSeconds;
    return sum;
}

/// One training from its start or checkpoint to its end.
class Training
{
public:
    Training(const BprOptions& options, const Dataset& dataset, const TrainingHooks& hooks, const JobContext& job,
             const NegativePools* pools)
        : m_options(options),
          m_dataset(dataset),
          m_hooks(hooks),
          m_job(job),
          m_owner(checkpointOwner(options, dataset)),
          m_now(begin()),
          m_pace(job, secondsOf(m_now.curve)),
          m_bestEpoch(bestEpochOf(m_now.curve))
    {
        const BprInput input{m_options, m_dataset, pools, Workers(hooks.threads)};
        m_trainer = options.optimiser == Optimiser::AdamBatch ? makeBatchTrainer(input) : makeTileTrainer(input);
    }

    TrainedBpr run()
    {
        announce();
        std::optional<TrainingEnd> end;
        while (!(end = endReached()))
            runEpoch(static_cast<int>(curve().size()) + 1);
        return {m_now.best, m_now.last, curve(), m_bestEpoch, *end, reason(*end)};
    }

private:
    std::vector<EpochFinished>& curve() { return m_now.curve; }

    /// The checkpoint to go on from, or the very start.
    BprCheckpoint begin() const
    {
        if (!m_hooks.checkpoints.empty() && m_hooks.resume)
            if (auto checkpoint = loadCheckpoint(m_hooks.checkpoints, m_options, m_dataset)) {
                setDamagedAside(*checkpoint);
                return std::move(*checkpoint);
            }
        if (!m_hooks.checkpoints.empty())
            clearCheckpoints(m_hooks.checkpoints);
        return {.state = startState(m_options, m_dataset)};
    }

    void announce() const
    {
        for (const std::string& note : m_now.notes)
            m_job.report(Note{note});
        TrainingStarted started = m_hooks.announcement;
        started.epochs = m_options.epochs;
        started.firstEpoch = static_cast<int>(m_now.curve.size()) + 1;
        started.samplesPerEpoch = static_cast<std::int64_t>(m_dataset.train().entryCount()) * m_options.negatives;
        m_job.report(started);
    }

    std::optional<TrainingEnd> endReached() const
    {
        const auto epoch = static_cast<int>(m_now.curve.size());
        if (m_diverged)
            return TrainingEnd::Diverged;
        if (epoch >= m_options.epochs)
            return TrainingEnd::Finished;
        if (m_options.patience > 0 && m_hooks.validate && epoch - m_bestEpoch >= m_options.patience)
            return TrainingEnd::EarlyStopped;
        return std::nullopt;
    }

    void runEpoch(int epoch)
    {
        EpochFinished result;
        result.epoch = epoch;
        try {
            const EpochSums sums = train(epoch);
            result.trainLoss = sums.loss / static_cast<double>(sums.triplets);
            result.trainSeconds = m_pace.epochSeconds();
            result.samplesPerSecond = static_cast<double>(sums.triplets) / result.trainSeconds;
        } catch (const Divergence&) {
            m_diverged = true;
            if (curve().empty())
                throw DivergedAtOnce(reason(TrainingEnd::Diverged));
            m_job.report(Note{reason(TrainingEnd::Diverged)});
            return;
        }
        result.learningRate = learningRate(m_options, epoch);
        m_now.last = modelOf(m_now.state, m_dataset);
        validate(result);
        curve().push_back(result);
        if (!m_hooks.checkpoints.empty()) {
            const auto begin = std::chrono::steady_clock::now();
            writeOnceThereIsRoom(m_job, [this] { saveCheckpoint(m_hooks.checkpoints, m_owner, m_now); });
            curve().back().saveSeconds = seconds(begin);
        }
        m_job.report(curve().back());
    }

    EpochSums train(int epoch)
    {
        EpochSums total;
        const auto afterRound = [&](const EpochSums& sums) {
            if (!std::isfinite(sums.loss))
                throw Divergence{};
            total = sums;
            m_pace.round(sums);
        };
        m_pace.beginEpoch(epoch);
        m_trainer->run(m_now.state, epoch, afterRound, m_job.stop);
        if (!m_now.state.users.isFinite() || !m_now.state.items.isFinite())
            throw Divergence{};
        if (total.triplets == 0)
            throw Error("No negatives can be drawn: every user likes nearly every item. Use fewer negatives, or the "
                        "uniform pool.");
        if (total.skipped > 0 && !m_toldSkipped)
            m_job.report(Note{skippedText(epoch, total.skipped)});
        m_toldSkipped = m_toldSkipped || total.skipped > 0;
        return total;
    }

    std::string skippedText(int epoch, std::int64_t skipped) const
    {
        const auto positives = static_cast<std::int64_t>(m_dataset.train().entryCount());
        const bool batches = m_options.optimiser == Optimiser::AdamBatch;
        const std::int64_t all = batches ? positives * m_options.negatives : positives;
        return std::to_string(skipped) + " of " + std::to_string(all) + (batches ? " triplets" : " positives")
               + " were left out in epoch " + std::to_string(epoch) + ": fewer than "
               + std::to_string(m_options.negatives) + " negatives could be drawn for them.";
    }

    void validate(EpochFinished& result)
    {
        const auto begin = std::chrono::steady_clock::now();
        if (m_hooks.validate)
            result.validation = m_hooks.validate(*m_now.last);
        result.evaluateSeconds = seconds(begin);
        const auto mrr = [](const EpochFinished& epoch) { return epoch.validation ? epoch.validation->mrr : 0; };
        result.isBest = m_bestEpoch == 0 || !result.validation
                        || mrr(result) > mrr(curve()[static_cast<std::size_t>(m_bestEpoch) - 1]);
        if (result.isBest) {
            m_bestEpoch = result.epoch;
            m_now.best = m_now.last;
        }
    }

    std::string reason(TrainingEnd end) const
    {
        const std::string epoch = std::to_string(m_now.curve.size() + (end == TrainingEnd::Diverged ? 1 : 0));
        switch (end) {
        case TrainingEnd::Finished:
            return "All " + epoch + " epochs were run.";
        case TrainingEnd::EarlyStopped:
            return "Stopped early after epoch " + epoch + ": no better validation MRR than epoch "
                   + std::to_string(m_bestEpoch) + "'s for " + std::to_string(m_options.patience) + " epochs.";
        case TrainingEnd::Diverged:
            return "Training diverged in epoch " + epoch + ": the loss is no longer a number. Try a learning rate of "
                   + toText(OptionValue(m_options.learningRate / 10)) + " or less"
                   + (m_bestEpoch > 0 ? "; epoch " + std::to_string(m_bestEpoch) + ", the best, is kept." : ".");
        }
        return {};
    }

    const BprOptions& m_options;
    const Dataset& m_dataset;
    const TrainingHooks& m_hooks;
    const JobContext& m_job;
    CheckpointOwner m_owner;
    BprCheckpoint m_now; ///< where training stands
    Pace m_pace;
    std::unique_ptr<EpochTrainer> m_trainer;
    int m_bestEpoch;
    bool m_diverged = false;
    bool m_toldSkipped = false;
};

} // namespace

TrainedBpr trainBpr(const BprOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job)
{
    check(options, dataset);
    std::optional<NegativePools> pools;
    if (options.negativePool == NegativePool::HardEasy) {
        job.report(StageStarted{"finding hard and easy negatives"});
        pools = buildNegativePools(dataset, Workers(hooks.threads), job);
    }
    job.report(StageStarted{"training"});
    return Training(options, dataset, hooks, job, pools ? &*pools : nullptr).run();
}

} // namespace tastescope
