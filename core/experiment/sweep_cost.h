#pragma once

#include "core/base/memory_need.h"
#include "core/data/data_size.h"
#include "core/experiment/sweep_config.h"

#include <cstdint>

namespace tastescope {

class Dataset;
struct JobContext;

/// Epochs of all trials together; with successive halving of those that go on. 0: the model has none.
std::int64_t epochsInAll(const SweepConfig& config);

/// What the sweep takes beside the dataset: the lists, which its trials share, and the trials that run at the same
/// time, each with its share of the threads and as large as the largest point that may be drawn.
MemoryNeed sweepMemory(const SweepConfig& config, const DataSize& data);

/// As sizeFor() of the options that ask for most.
DataSize sizeFor(const SweepConfig& config, const Dataset& dataset, const JobContext& job);

/// Looks only. Throws: NotEnoughMemory when the trials side by side cannot have what they take; Cancelled.
void requireMemoryOf(const SweepConfig& config, const Dataset& dataset, const JobContext& job);

} // namespace tastescope
