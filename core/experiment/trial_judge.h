#pragma once

#include "core/evaluation/paired_family.h"
#include "core/experiment/sweep_analysis.h"

#include <map>

namespace tastescope {

/// judgeTrials() for a sweep under way: each trial is taken up once, with its results in hand, and held against the
/// best; all are held anew only when another becomes the best.
class TrialJudge
{
public:
    /// Throws: Error when an option is out of range.
    explicit TrialJudge(const PairedOptions& options = {}, const std::string& metric = "mrr");

    bool has(int trial) const { return m_numbers.contains(trial); }

    /// Validation results of a finished trial. One it has already is left as it is.
    void add(int trial, const UserResults& results);

    /// One verdict a trial, in the order of sweep.trials: the bits that judging all at once gives.
    /// Throws: as PairedFamily::compare().
    std::vector<TrialVerdict> judge(const Sweep& sweep, Workers workers, const JobContext& job = {});

    /// One verdict a row of seedGroups(sweep), of the trials added so far; empty: one seed a point.
    /// Throws: as compareSettings(). Cost: O(trials * users).
    std::vector<PointVerdict> judgePoints(const Sweep& sweep) const;

private:
    PairedFamily m_family;
    std::map<int, std::size_t> m_numbers; ///< in the family, by trial
};

/// The part of a trial's results that judging needs: a fraction of their size.
UserResults judgedResults(const UserResults& results);

/// What each user gets from a finished trial by a measure of the validation part: as its run kept it, else asked anew
/// of its model, on `threads` threads, 0: all cores.
/// Throws: as validationResults() and measuredResults().
/// Cost:   an evaluation, unless the results are kept.
UserResults trialResults(const SweepTrial& trial, const Dataset& dataset, const Measure& measure, int threads = 0,
                         const JobContext& job = {});

/// The trial is finished and has results of its users that can be judged.
bool canBeJudged(const SweepTrial& trial);

} // namespace tastescope
