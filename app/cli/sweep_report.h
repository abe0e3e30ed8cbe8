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
    Measure measure = {}; ///< the verdicts are by
};

/// trials[{id, options{}, state, best{epoch, val_mrr, hit-1, ...}, model_sha256, seconds, run, run_id, ...}], best,
/// tied[], zones{}, importance[]
Json sweepJson(const SweepReport& report);

/// A table, best first, with what is about tied with the best marked.
std::string sweepText(const SweepReport& report);

/// {difference, low, high, p, tied, wins, ties, losses, smallest_detectable, ...}
Json toJson(const PairedComparison& comparison);

/// "+0.00023 [-0.00041, 0.00087]"
std::string differenceText(const PairedComparison& comparison);

} // namespace tastescope::cli
