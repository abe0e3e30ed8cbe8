#pragma once

#include "core/experiment/trial_judge.h"

#include <map>
#include <mutex>

namespace tastescope::ui {

/// What a sweep came to as far as its trials are finished: which are as good as the best, where, and what mattered.
struct SweepFacts
{
    Sweep sweep;                                   ///< as it was judged
    std::vector<TrialVerdict> verdicts = {};       ///< by trial
    std::map<std::string, AxisZones> zones = {};   ///< by option
    std::vector<OptionImportance> importance = {}; ///< empty: too few trials to say; of nine in ten of them at least

    const TrialVerdict* verdictOf(int trial) const; ///< null: the trial was not there when this was found out
    int tied() const;                               ///< as good as the best, the best included
};

/// A sweep's judge, and the results that wait for him. Results may be put there from any thread; one at a time judges.
class SweepBench
{
public:
    void put(int trial, UserResults results);

    /// What the trials come to by now. Results that nobody put there are read from the folders of the trials.
    /// Throws: as judgeTrials().
    SweepFacts facts(Sweep sweep, Workers workers, const JobContext& job);

private:
    std::vector<OptionImportance> importanceIn(const Sweep& sweep, const JobContext& job);

    std::mutex m_mutex;
    std::map<int, UserResults> m_arrived; ///< guarded by m_mutex
    TrialJudge m_judge;
    std::vector<OptionImportance> m_importance;
    std::vector<std::pair<int, double>> m_weighed; ///< trials and their MRR: what the importance was found out from
};

/// One trial minus the best, or the best minus another when the trial is the best itself.
struct TrialPair
{
    int first = 0;
    int second = 0;
    PairedComparison difference; ///< first minus second
};

/// trial: the one looked at; neighbour: what the best is held against. Nothing when results of users are missing.
std::optional<TrialPair> pairAgainstBest(const SweepFacts& facts, int trial, int neighbour);

} // namespace tastescope::ui
