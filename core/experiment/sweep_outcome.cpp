#include "core/experiment/sweep_outcome.h"

#include "core/experiment/sweep_plan.h"

#include <algorithm>
#include <limits>

namespace tastescope {

std::vector<BestUpTo> bestUpToEach(const Sweep& sweep, const TrialValue& valueOf)
{
    std::vector<BestUpTo> found;
    for (const SweepTrial& trial : sweep.trials)
        if (const auto value = valueOf(trial); value && trial.phase != TrialPhase::Diverged)
            found.push_back({trial.id, found.empty() ? *value : std::max(found.back().value, *value)});
    return found;
}

double OutcomeDistribution::shareUpTo(double value) const
{
    if (count() == 0)
        return std::numeric_limits<double>::quiet_NaN();
    const auto upTo = std::ranges::upper_bound(values, value) - values.begin();
    return static_cast<double>(diverged + upTo) / count();
}

OutcomeDistribution outcomesOf(const Sweep& sweep, const TrialValue& valueOf)
{
    OutcomeDistribution outcomes;
    for (const SweepTrial& trial : sweep.trials) {
        const auto value = valueOf(trial);
        if (trial.phase == TrialPhase::Diverged)
            ++outcomes.diverged;
        else if (value && isOver(trial.phase) && trial.phase != TrialPhase::Failed)
            outcomes.values.push_back(*value);
        else
            ++outcomes.leftOut;
    }
    std::ranges::sort(outcomes.values);
    return outcomes;
}

} // namespace tastescope
