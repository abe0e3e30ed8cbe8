#pragma once

#include "core/experiment/sweep.h"

#include <functional>
#include <vector>

namespace tastescope {

/// What stands for a trial; nothing: it has none. Units: in [0, 1], higher is better.
using TrialValue = std::function<std::optional<double>(const SweepTrial&)>;

/// The best value up to a trial, in the order of the trials.
struct BestUpTo
{
    int trial = 0; ///< its id
    double value = 0;
    bool operator==(const BestUpTo&) const = default;
};

/// One row a trial that has a value and did not diverge, those that run included.
std::vector<BestUpTo> bestUpToEach(const Sweep& sweep, const TrialValue& valueOf = &SweepTrial::value);

/// How the trials of a sweep came out: the empirical distribution of their values. Those that diverged lie
/// below every value: to diverge is an outcome of a setting. Those that are not over, or failed for reasons of their
/// own, are left out.
struct OutcomeDistribution
{
    std::vector<double> values; ///< ascending
    int diverged = 0;
    int leftOut = 0;

    int count() const { return diverged + static_cast<int>(values.size()); }

    /// Of all trials that count those with at most this value. Units: in [0, 1]; not a number when none counts.
    double shareUpTo(double value) const;
};

OutcomeDistribution outcomesOf(const Sweep& sweep, const TrialValue& valueOf = &SweepTrial::value);

} // namespace tastescope
