#pragma once

#include "core/base/enum_names.h"
#include "core/evaluation/paired_comparison.h"
#include "core/evaluation/setting_comparison.h"
#include "core/experiment/measured_run.h"
#include "core/experiment/sweep.h"

#include <optional>
#include <vector>

namespace tastescope {

/// A trial held against the best one.
struct TrialVerdict
{
    int trial = 0;
    std::optional<PairedComparison>
        againstBest; ///< the trial minus the best; empty: it is the best, or kept no results
    bool asGoodAsBest =
        false; ///< the best itself, or tied with it; of fewer than fewestTrialsForClaims none is said so
};

/// Trials that must have been held against each other before one, or a place among them, is called as good as the best,
/// too small or too large: a best among two is no optimum.
constexpr int fewestTrialsForClaims = 5;

/// Which trials are as good as the best: paired bootstrap of validation MRR per user, all finished trials against the
/// best one, corrected by Holm inside the sweep. The answer is a set, because sampling alone would reorder its members.
///
/// Shapes: one verdict a trial, in the order of sweep.trials.
/// Throws: as compareFamily(); BadInput for damaged results.
std::vector<TrialVerdict> judgeTrials(const Sweep& sweep, const PairedOptions& options = {},
                                      const JobContext& job = {});

/// A point of a sweep with several seeds, held against the best point: as settings, over seeds and users.
struct PointVerdict
{
    int point = 0;
    std::optional<SettingComparison> againstBest = {}; ///< the point minus the best; empty: it is the best, or fewer
                                                       ///< than two of its seeds were judged
    bool isBest = false;       ///< the highest mean over seeds, of those with two or more; ties by lower number
    bool asGoodAsBest = false; ///< it, or tied with it; of fewer than fewestTrialsForClaims points none is said so
};

/// A sweep judged by any measure of the validation part, and its verdicts by it.
struct JudgedSweep
{
    Sweep sweep;                        ///< best and SweepTrial::judged are by the measure
    std::vector<TrialVerdict> verdicts; ///< one a trial
    std::vector<PointVerdict> points;   ///< one a row of seedGroups(); empty: the sweep has one seed a point
};

/// As judgeTrials(), by another metric, K or protocol: of trials whose results of users do not hold it, the model that
/// was kept is asked again. Search and early stopping have gone by MRR on the fixed lists all the same.
///
/// Throws: as judgeTrials() and measuredResults().
/// Cost:   an evaluation a finished trial, unless the results are kept.
JudgedSweep judgeSweep(Sweep sweep, const Dataset& dataset, const Measure& measure, const PairedOptions& options = {},
                       const JobContext& job = {});

enum class Zone { TooSmall, FlatOptimum, TooLarge, Diverging };

constexpr auto enumNames(Zone)
{
    return namedBy<Zone>({{Zone::TooSmall, "too small"},
                          {Zone::FlatOptimum, "flat optimum"},
                          {Zone::TooLarge, "too large"},
                          {Zone::Diverging, "diverging"}});
}

/// Zones of a numeric axis. Trials as good as the best span the flat optimum; nothing is said between trials that were
/// not run.
struct AxisZones
{
    double low = 0;                          ///< flat optimum, from the smallest value as good as the best
    double high = 0;                         ///< to the largest
    int trials = 0;                          ///< as good as the best
    int below = 0;                           ///< trials under `low`, each worse by the paired test
    int above = 0;                           ///< likewise over `high`
    std::optional<double> divergesFrom = {}; ///< smallest value above `high` at which a trial diverged

    Zone zoneOf(double value) const;
};

/// Nothing when the axis is not numeric, or fewer than fewestTrialsForClaims trials on it were judged. Shapes: verdicts
/// as judgeTrials() gives them.
std::optional<AxisZones> axisZones(const Sweep& sweep, const std::vector<TrialVerdict>& verdicts,
                                   std::string_view axis);

/// How much of the variance of validation MRR an option explains by itself.
struct OptionImportance
{
    std::string name;
    double share = 0; ///< in [0, 1]; what is missing to 1 over all options is their interaction
    double low = 0;   ///< 95 % of bootstrap samples of the trials
    double high = 0;
};

constexpr int fewestTrialsForImportance = 10;

/// Functional analysis of variance on regression trees: each of 256 trees is grown on a bootstrap sample of the trials
/// and is a sum of boxes, so the variance of its marginal over one option is exact; the share is its mean over trees.
///
/// Shapes: one row an option that takes two values or more, most important first; empty with fewer than
///         fewestTrialsForImportance trials that have an MRR: too few to say.
/// Units:  options that step by factors count on a log axis, choices by rank of their name.
/// Throws: Cancelled.
/// Cost:   time O(trees * trials^2 * options).
/// Source: Hutter, Hoos, Leyton-Brown: An efficient approach for assessing hyperparameter importance, ICML 2014.
std::vector<OptionImportance> optionImportance(const Sweep& sweep, std::uint64_t seed = 42, const JobContext& job = {});

/// Trials of one point.
struct SeedGroup
{
    int point = 0;
    OptionSettings settings;
    std::vector<int> trials; ///< ids of those with a value()
    Estimate value = {};     ///< mean and 95 % band by Student's t over seeds; the band is all of [0, 1] for one seed
    double lowest = 0;       ///< of the seeds
    double highest = 0;
};

/// One row a point with a result, by point.
std::vector<SeedGroup> seedGroups(const Sweep& sweep);

/// Mean of few values and its interval mean +- t_{n-1, 0.975} s / sqrt(n). Units: in [0, 1], where it is cut to.
/// Source: Student (W. S. Gosset): The probable error of a mean, Biometrika 6, 1908.
Estimate estimateMeanOfFew(std::span<const double> values);

} // namespace tastescope
