#pragma once

#include "core/experiment/sweep_analysis.h"

#include <map>

namespace tastescope::ui {

/// What a sweep came to as far as its trials are finished: which are as good as the best, where, and what mattered.
struct SweepFacts
{
    Sweep sweep; ///< as its files hold it
    std::vector<TrialVerdict> verdicts;
    std::map<std::string, AxisZones> zones;   ///< by option
    std::vector<OptionImportance> importance; ///< empty: too few trials to say

    const TrialVerdict* verdictOf(int trial) const; ///< null: the trial was not there when this was found out
    int tied() const;                               ///< as good as the best, the best included
};

/// Reads the files of a sweep and judges it. Throws: as loadSweep() and judgeTrials().
SweepFacts sweepFacts(const std::filesystem::path& folder, int threads, const JobContext& job);

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
