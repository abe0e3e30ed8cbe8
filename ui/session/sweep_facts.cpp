#include "ui/session/sweep_facts.h"

#include <algorithm>

namespace tastescope::ui {

const TrialVerdict* SweepFacts::verdictOf(int trial) const
{
    const auto found = std::ranges::find(verdicts, trial, &TrialVerdict::trial);
    return found == verdicts.end() ? nullptr : &*found;
}

int SweepFacts::tied() const
{
    return static_cast<int>(std::ranges::count_if(verdicts, &TrialVerdict::asGoodAsBest));
}

void SweepBench::put(int trial, UserResults results)
{
    const std::scoped_lock lock(m_mutex);
    m_arrived[trial] = std::move(results);
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
    SweepFacts facts{.sweep = std::move(sweep)};
    if (facts.sweep.best == 0)
        return facts;
    for (const SweepTrial& trial : facts.sweep.trials)
        if (canBeJudged(trial) && !m_judge.has(trial.id)) {
            job.throwIfStopped();
            m_judge.add(trial.id, validationResults(trial));
        }
    facts.verdicts = m_judge.judge(facts.sweep, workers, job);
    for (const SearchAxis& axis : facts.sweep.config.space.axes)
        if (const auto zones = axisZones(facts.sweep, facts.verdicts, axis.name))
            facts.zones.emplace(axis.name, *zones);
    facts.importance = optionImportance(facts.sweep);
    return facts;
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
