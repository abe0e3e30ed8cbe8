#pragma once

#include "core/experiment/sweep_config.h"

#include <cstdint>

namespace tastescope {

class Dataset;

/// Epochs of all trials together; with successive halving of those that go on. 0: the model has none.
std::int64_t epochsInAll(const SweepConfig& config);

/// Bytes of the trials that run at the same time, each as large as the largest point that may be drawn.
std::int64_t sweepMemory(const SweepConfig& config, const Dataset& dataset);

} // namespace tastescope
