#pragma once

#include "core/experiment/sweep.h"
#include "core/history/run_store.h"

namespace tastescope {

/// runSweep(), kept in a history while it goes on: the sweep and each trial that begins are registered, a trial's run
/// is recorded as runRecorded() does it, with its place in the sweep, and how all of them end. A folder the history
/// knows and folder.resume: the same sweep goes on.
///
/// The history never ends a sweep: when it cannot be written, one Note says where and why, and what it has missed of
/// the list of trials is written with the next change.
/// Throws: as runSweep() does.
Sweep runSweepRecorded(RunStore& store, const SweepConfig& config, const Dataset& dataset, const SweepFolder& folder,
                       const JobContext& job = {}, const SweepHooks& hooks = {});

} // namespace tastescope
