#include "core/experiment/sweep_outcome.h"

#include "core/experiment/sweep_plan.h"

#include <algorithm>
#include <limits>

namespace tastescope {

std::vector<BestUpTo> bestUpToEach(const Sweep& sweep)
{
    std::vector<BestUpTo> found;
    for (const SweepTrial& trial : sweep.trials)
        if (const auto mrr = trial.mrr(); mrr && trial.phase != TrialPhase::Diverged)
            found.push_back({trial.id, found.empty() ? *mrr : std::max(found.back().mrr, *mrr)});
    return found;
}

double OutcomeDistribution::shareUpTo(double mrr) const
{
    if (count() == 0)
        return std::numeric_limits<double>::quiet_NaN();
    const auto upTo = std::ranges::upper_bound(values, mrr) - values.begin();
    return static_cast<double>(diverged + upTo) / count();
}

OutcomeDistribution outcomesOf(const Sweep& sweep)
{
    OutcomeDistribution outcomes;
    for (const SweepTrial& trial : sweep.trials) {
        const auto mrr = trial.mrr();
        if (trial.phase == TrialPhase::Diverged)
            ++outcomes.diverged;
        else if (mrr && isOver(trial.phase) && trial.phase != TrialPhase::Failed)
            outcomes.values.push_back(*mrr);
        else
            ++outcomes.leftOut;
    }
    std::ranges::sort(outcomes.values);
    return outcomes;
}

} // namespace tastescope
