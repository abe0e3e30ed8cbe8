#pragma once

#include "core/base/json_text.h"
#include "core/experiment/sweep_analysis.h"
#include "core/history/stored_run.h"

#include <string>
#include <vector>

namespace tastescope::cli {

/// A sweep and what can be said of it.
struct SweepReport
{
    const Sweep& sweep;
    std::vector<TrialVerdict> verdicts;     ///< one a trial
    std::vector<std::optional<RunId>> runs; ///< of the history, one a trial; empty: the sweep is in none
    std::vector<OptionImportance> importance;
    Measure measure = {};                  ///< the verdicts are by
    std::vector<PointVerdict> points = {}; ///< one a row of seedGroups(); empty: one seed a point
};

/// trials[{id, options{}, state, best{epoch, val_mrr, hit-1, ...}, model_sha256, seconds, run, run_id, ...}], best,
/// tied[], zones{}, importance[]; with several seeds a point also points[{point, options{}, trials[], val_mrr{value,
/// low, high, lowest, highest}, against_best{}, as_good_as_best}], best_point
Json sweepJson(const SweepReport& report);

/// A table, best first, with what is about tied with the best marked; with several seeds a point one of the points,
/// too.
std::string sweepText(const SweepReport& report);

/// {difference, low, high, p, p_adjusted, tied, seeds_a, seeds_b, mean_a, mean_b, user_error, seed_error, ...}
Json toJson(const SettingComparison& comparison);

/// {difference, low, high, p, tied, wins, ties, losses, smallest_detectable, ...}
Json toJson(const PairedComparison& comparison);

/// "+0.00023 [-0.00041, 0.00087]"
std::string differenceText(const PairedComparison& comparison);

} // namespace tastescope::cli
