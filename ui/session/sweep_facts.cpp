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

SweepFacts sweepFacts(const std::filesystem::path& folder, int threads, const JobContext& job)
{
    SweepFacts facts;
    facts.sweep = loadSweep(folder);
    if (facts.sweep.best == 0)
        return facts;
    facts.verdicts = judgeTrials(facts.sweep, {.threads = threads}, job);
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
