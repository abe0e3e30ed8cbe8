#pragma once

#include "core/experiment/run_observer.h"

#include <mutex>
#include <vector>

namespace tastescope {

/// Tells all observers what one is told, as RunObserver promises it: one after another, never two calls at once, and
/// nothing but RunTaken comes out of them.
class ObserverChain final : public RunObserver
{
public:
    /// job hears the Notes; it must outlive the chain, as the observers must.
    ObserverChain(RunObservers observers, const JobContext& job);

    void begun(const ObservedRun& run) override;
    void trainingStarted(const ObservedRun& run, const TrainingStarted& start) override;
    void ticked(const ObservedRun& run, const TrainingTick& tick) override;
    void epochFinished(const ObservedRun& run, const EpochFinished& epoch) override;
    void ended(const ObservedRun& run, const RunRecord& record, bool isKept) override;
    void sweepBegun(const ObservedSweep& sweep) override;
    void trialBegun(const ObservedSweep& sweep, const SweepTrial& trial) override;
    void trialEnded(const ObservedSweep& sweep, const SweepTrial& trial) override;
    void sweepEnded(const ObservedSweep& sweep, std::span<const SweepTrial> trials, RunState state,
                    const std::string& message) override;

    /// The job whose listener hears what the run reports after the observers have. The run must outlive it.
    JobContext watched(const ObservedRun& run);

private:
    struct Observer
    {
        RunObserver* observer;
        bool hasFailed = false; ///< and the person knows
    };

    template<typename Tell>
    void tell(const Tell& tell);

    const JobContext& m_job;
    std::mutex m_mutex;
    std::vector<Observer> m_observers; ///< guarded by m_mutex
};

} // namespace tastescope
