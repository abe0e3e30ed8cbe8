#include "core/training/epoch_loop.h"

#include "core/base/epochs.h"
#include "core/base/wait_for_room.h"
#include "core/training/learner.h"
#include "core/training/pace.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace tastescope {

namespace {

/// The loss or a weight is no longer a number.
struct Divergence
{
};

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
class EpochLoop
{
public:
    EpochLoop(Learner& learner, const EpochPlan& plan, const TrainingHooks& hooks, const JobContext& job)
        : m_learner(learner),
          m_plan(plan),
          m_hooks(hooks),
          m_job(job),
          m_now(begin()),
          m_pace(job, secondsOf(m_now.curve))
    {
    }

    Learned run()
    {
        announce();
        std::optional<TrainingEnd> end;
        while (!(end = endReached()))
            runEpoch(static_cast<int>(m_now.curve.size()) + 1);
        m_now.end = *end;
        m_now.reason = reason(*end);
        return std::move(m_now);
    }

private:
    /// The checkpoint to go on from, or the very start.
    Learned begin()
    {
        if (m_hooks.checkpoints.empty())
            return {};
        if (m_hooks.resume)
            if (auto checkpoint = loadCheckpoint(m_hooks.checkpoints, m_plan.owner))
                return takeUp(std::move(*checkpoint));
        clearCheckpoints(m_hooks.checkpoints);
        return {};
    }

    Learned takeUp(Checkpoint checkpoint)
    {
        m_learner.restore(checkpoint.file);
        const auto last = m_learner.model();
        const bool isBest = bestEpoch(checkpoint.curve) == &checkpoint.curve.back();
        Learned learned{.best = isBest ? last : m_learner.modelFrom(bestModelOf(checkpoint)),
                        .last = last,
                        .bestEpoch = bestEpochNumber(checkpoint.curve)};
        learned.curve = std::move(checkpoint.curve);
        setDamagedAside(checkpoint);
        for (const std::string& note : checkpoint.notes)
            m_job.report(Note{note});
        return learned;
    }

    void announce() const
    {
        TrainingStarted started = m_hooks.announcement;
        started.earlier = m_now.curve;
        started.epochs = m_plan.epochs;
        started.firstEpoch = static_cast<int>(m_now.curve.size()) + 1;
        started.samplesPerEpoch = m_plan.samplesPerEpoch;
        m_job.report(started);
    }

    std::optional<TrainingEnd> endReached() const
    {
        const auto epoch = static_cast<int>(m_now.curve.size());
        if (m_diverged)
            return TrainingEnd::Diverged;
        if (epoch >= (m_hooks.lastEpoch > 0 ? std::min(m_hooks.lastEpoch, m_plan.epochs) : m_plan.epochs))
            return TrainingEnd::Finished;
        const int waited = epoch - std::max(m_now.bestEpoch, m_plan.rate.settledAfter());
        if (m_plan.patience > 0 && m_hooks.validate && waited >= m_plan.patience)
            return TrainingEnd::EarlyStopped;
        return std::nullopt;
    }

    void runEpoch(int epoch)
    {
        EpochFinished result;
        result.epoch = epoch;
        try {
            const EpochSums sums = train(epoch);
            result.trainLoss = sums.loss / static_cast<double>(sums.samples);
            result.trainSeconds = m_pace.epochSeconds();
            result.samplesPerSecond = static_cast<double>(sums.samples) / result.trainSeconds;
        } catch (const Divergence&) {
            m_diverged = true;
            if (m_now.curve.empty())
                throw DivergedAtOnce(reason(TrainingEnd::Diverged));
            m_job.report(Note{reason(TrainingEnd::Diverged)});
            return;
        }
        result.learningRate = m_plan.rate.at(epoch);
        m_now.last.reset(); // there are never three models
        m_now.last = m_learner.model();
        validate(result);
        m_now.curve.push_back(result);
        if (!m_hooks.checkpoints.empty()) {
            const auto begin = std::chrono::steady_clock::now();
            writeOnceThereIsRoom(m_job,
                                 [this] { saveCheckpoint(m_hooks.checkpoints, m_plan.owner, m_learner, m_now); });
            m_now.curve.back().saveSeconds = seconds(begin);
        }
        m_job.report(m_now.curve.back());
    }

    EpochSums train(int epoch)
    {
        const auto afterRound = [&](const EpochSums& sums) {
            if (!std::isfinite(sums.loss))
                throw Divergence{};
            m_pace.round(sums);
        };
        m_pace.beginEpoch(epoch);
        const EpochSums total = m_learner.runEpoch(epoch, afterRound, m_job);
        if (!m_learner.isFinite())
            throw Divergence{};
        return total;
    }

    void validate(EpochFinished& result)
    {
        const auto begin = std::chrono::steady_clock::now();
        if (m_hooks.validate)
            result.validation = withLoss(m_hooks.validate(*m_now.last));
        result.evaluateSeconds = seconds(begin);
        const bool counts = isBetter(result, bestEpoch(m_now.curve));
        result.isBest = counts && result.validation.mrr(); // what nobody measured is not the best
        if (counts) {
            m_now.bestEpoch = result.epoch;
            m_now.best = m_now.last;
        }
    }

    Figures withLoss(Figures figures)
    {
        const std::optional<double> loss = m_learner.validationLoss(m_job);
        if (!loss)
            return figures;
        std::vector<std::string> names(figures.names().begin(), figures.names().end());
        std::vector<double> values(figures.values().begin(), figures.values().end());
        names.emplace_back(validationLossFigure);
        values.push_back(*loss);
        return {m_names.of(std::move(names)), std::move(values)};
    }

    std::string reason(TrainingEnd end) const
    {
        const std::string epoch = std::to_string(m_now.curve.size() + (end == TrainingEnd::Diverged ? 1 : 0));
        const std::string best = std::to_string(m_now.bestEpoch);
        switch (end) {
        case TrainingEnd::Finished:
            return "All " + epoch + " epochs were run.";
        case TrainingEnd::EarlyStopped:
            return "Stopped early after epoch " + epoch + ": no better validation MRR than epoch " + best + "'s for "
                   + std::to_string(static_cast<int>(m_now.curve.size()) - m_now.bestEpoch) + " epochs.";
        case TrainingEnd::Diverged:
            return "Training diverged in epoch " + epoch + ": the loss is no longer a number. Try a learning rate of "
                   + toText(OptionValue(m_plan.rate.full / 10)) + " or less"
                   + (m_now.bestEpoch > 0
                          ? "; epoch " + best + (m_hooks.validate ? ", the best" : ", the last") + ", is kept."
                          : ".");
        }
        return {};
    }

    Learner& m_learner;
    const EpochPlan& m_plan;
    const TrainingHooks& m_hooks;
    const JobContext& m_job;
    Learned m_now; ///< where training stands
    Pace m_pace;
    SharedNames m_names;
    bool m_diverged = false;
};

} // namespace

Learned trainInEpochs(Learner& learner, const EpochPlan& plan, const TrainingHooks& hooks, const JobContext& job)
{
    return EpochLoop(learner, plan, hooks, job).run();
}

} // namespace tastescope
