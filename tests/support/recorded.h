#pragma once

#include "core/experiment/sweep.h"
#include "core/history/history_observer.h"

// Runs and sweeps that a history keeps, as the window and the command line make them.
namespace tastescope {

inline Run runRecorded(RunStore& store, const RunConfig& config, const Dataset& dataset, const RunFolder& folder,
                       const JobContext& job = {}, std::optional<RunId> known = {})
{
    HistoryObserver history(store, known);
    RunObserver* const observers[] = {&history};
    return run(history.enter(config, dataset, folder), dataset, folder, job, observers);
}

inline Sweep runSweepRecorded(RunStore& store, const SweepConfig& config, const Dataset& dataset,
                              const SweepFolder& folder, const JobContext& job = {})
{
    HistoryObserver history(store);
    RunObserver* const observers[] = {&history};
    return runSweep(config, dataset, folder, job, observers);
}

} // namespace tastescope
