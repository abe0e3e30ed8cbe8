#pragma once

#include "core/base/job.h"
#include "core/base/memory_need.h"
#include "core/data/data_size.h"
#include "core/experiment/run_config.h"

namespace tastescope {

class Dataset;

/// The size of a dataset with its scored pairs. Throws: Cancelled. Cost: as estimateScoredPairs().
DataSize countedSize(const Dataset& dataset, const JobContext& job = {});

/// Whether what a run of these options needs depends on how many scored pairs there are.
bool needsScoredPairs(const ModelOptions& options);

/// The same, with the scored pairs only if these options ask for them.
/// Throws: Cancelled.
/// Cost:   none, or as estimateScoredPairs().
DataSize sizeFor(const ModelOptions& options, const Dataset& dataset, const JobContext& job);

/// What run() takes at its peak beside the dataset: the validation lists and what the model needs while it is trained
/// and saved; or after that both parts' lists and the models that remain. listsAreShared: without the lists, as a trial
/// of a sweep.
MemoryNeed runMemory(const RunConfig& config, const DataSize& data, bool listsAreShared = false);

/// Looks only. Throws: NotEnoughMemory when the run cannot have what it takes; Cancelled.
void requireMemoryOf(const RunConfig& config, const Dataset& dataset, const JobContext& job,
                     bool listsAreShared = false);

} // namespace tastescope
