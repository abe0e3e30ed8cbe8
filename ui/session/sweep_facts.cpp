#include "ui/session/sweep_facts.h"

#include "core/experiment/sweep_plan.h"

#include <algorithm>

namespace tastescope::ui {

const TrialVerdict* SweepFacts::verdictOf(int trial) const
{
    const bool isThere = trial >= 1 && trial <= static_cast<int>(verdicts.size());
    return isThere ? &verdicts[static_cast<std::size_t>(trial) - 1] : nullptr;
}

int SweepFacts::tied() const
{
    return static_cast<int>(std::ranges::count_if(verdicts, &TrialVerdict::asGoodAsBest));
}

SweepBench::SweepBench(const Measure& measure, std::shared_ptr<const Dataset> dataset)
    : m_measure(measure),
      m_dataset(std::move(dataset)),
      m_judge({}, measure.metric)
{
    requireMeasurable(measure);
}

void SweepBench::put(int trial, UserResults results)
{
    const std::scoped_lock lock(m_mutex);
    m_arrived[trial] = std::move(results);
}

void SweepBench::take(const SweepTrial& trial, Workers workers, const JobContext& job)
{
    job.throwIfStopped();
    if (isUsual())
        return m_judge.add(trial.id, validationResults(trial));
    const UserResults results = trialResults(trial, *m_dataset, m_measure, workers.count(), job);
    if (results.users.empty())
        return; // nothing was held out
    m_measured[trial.id] = estimateMean(results.values, results.column(m_measure.metric), results.metrics.size());
    m_judge.add(trial.id, results);
}

SweepFacts SweepBench::facts(Sweep sweep, Workers workers, const JobContext& job)
{
    std::map<int, UserResults> arrived;
    {
        const std::scoped_lock lock(m_mutex);
        arrived.swap(m_arrived);
    }
    for (const auto& [trial, results] : arrived)
        m_judge.add(trial, results);
    SweepFacts facts{.sweep = std::move(sweep), .measure = m_measure};
    if (facts.sweep.best == 0)
        return facts;
    for (const SweepTrial& trial : facts.sweep.trials)
        if (canBeJudged(trial) && !m_judge.has(trial.id))
            take(trial, workers, job);
    if (!isUsual()) {
        for (SweepTrial& trial : facts.sweep.trials)
            if (const auto found = m_measured.find(trial.id); found != m_measured.end())
                trial.judged = found->second.value;
        facts.sweep.best = bestFinished(facts.sweep.trials);
        facts.measured = m_measured;
    }
    facts.verdicts = m_judge.judge(facts.sweep, workers, job);
    facts.points = m_judge.judgePoints(facts.sweep);
    for (const SearchAxis& axis : facts.sweep.config.space.axes)
        if (const auto zones = axisZones(facts.sweep, facts.verdicts, axis.name))
            facts.zones.emplace(axis.name, *zones);
    facts.importance = importanceIn(facts.sweep, job);
    return facts;
}

/// What each option is worth hardly moves by one trial and takes far longer to find out than to judge it: while trials
/// are still to come it is found out anew when there are a tenth more, so that all of it takes a few times the last.
std::vector<OptionImportance> SweepBench::importanceIn(const Sweep& sweep, const JobContext& job)
{
    std::vector<std::pair<int, double>> known;
    for (const SweepTrial& trial : sweep.trials)
        if (const auto value = trial.value())
            known.emplace_back(trial.id, *value);
    const bool areAllThere =
        std::ranges::all_of(sweep.trials, [](const SweepTrial& trial) { return isOver(trial.phase); });
    const bool areEnough = areAllThere || known.size() < m_weighed.size()
                           || known.size() >= m_weighed.size() + std::max<std::size_t>(1, m_weighed.size() / 10);
    if (areEnough && known != m_weighed) {
        m_importance = optionImportance(sweep, 42, job);
        m_weighed = std::move(known);
    }
    return m_importance;
}

std::optional<TrialPair> pairAgainstBest(const SweepFacts& facts, int trial, int neighbour)
{
    const int best = facts.sweep.best;
    const TrialVerdict* verdict = facts.verdictOf(trial == best ? neighbour : trial);
    if (!verdict || !verdict->againstBest || verdict->trial == best)
        return std::nullopt;
    TrialPair pair{verdict->trial, best, *verdict->againstBest};
    if (trial != best)
        return pair;
    std::swap(pair.first, pair.second);
    PairedComparison& turned = pair.difference;
    turned.difference = -turned.difference;
    turned.low = -std::exchange(turned.high, -turned.low);
    turned.pBetter = 1 - turned.pBetter;
    std::swap(turned.wins, turned.losses);
    return pair;
}

} // namespace tastescope::ui
