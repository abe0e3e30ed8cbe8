#pragma once

#include "core/experiment/trial_judge.h"

#include <map>
#include <memory>
#include <mutex>

namespace tastescope::ui {

/// What a sweep came to as far as its trials are finished: which are as good as the best, where, and what mattered.
struct SweepFacts
{
    Sweep sweep; ///< as it was judged; its best is the best by the measure
    Measure measure = {};
    std::map<int, Estimate> measured = {};         ///< by trial; empty where the measure is the usual one, which the
                                                   ///< trials have
    std::vector<TrialVerdict> verdicts = {};       ///< by trial
    std::vector<PointVerdict> points = {};         ///< of a sweep with several seeds a point
    std::map<std::string, AxisZones> zones = {};   ///< by option
    std::vector<OptionImportance> importance = {}; ///< empty: too few trials to say; of nine in ten of them at least

    const TrialVerdict* verdictOf(int trial) const; ///< null: the trial was not there when this was found out
    int tied() const;                               ///< as good as the best, the best included
};

/// A sweep's judge, and the results that wait for him. Results may be put there from any thread; one at a time judges.
class SweepBench
{
public:
    SweepBench() = default; ///< judges by the usual measure

    /// What trials did not keep is asked anew of their models, on the data they learned from. Throws: Error as
    /// requireMeasurable().
    SweepBench(const Measure& measure, std::shared_ptr<const Dataset> dataset);

    void put(int trial, UserResults results); ///< of the usual measure

    /// What the trials come to by now. Results that nobody put there are read from the folders of the trials.
    /// Throws: as judgeSweep().
    SweepFacts facts(Sweep sweep, Workers workers, const JobContext& job);

private:
    bool isUsual() const { return m_measure == Measure{}; }
    void take(const SweepTrial& trial, Workers workers, const JobContext& job);
    std::vector<OptionImportance> importanceIn(const Sweep& sweep, const JobContext& job);

    Measure m_measure;
    std::shared_ptr<const Dataset> m_dataset; ///< null: of the usual measure
    std::mutex m_mutex;
    std::map<int, UserResults> m_arrived; ///< guarded by m_mutex
    TrialJudge m_judge;
    std::map<int, Estimate> m_measured;
    std::vector<OptionImportance> m_importance;
    std::vector<std::pair<int, double>> m_weighed; ///< trials and their values: what the importance was found out from
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
