#pragma once

#include "core/experiment/sweep_config.h"

#include <cstdint>
#include <optional>

namespace tastescope {
class Dataset;
}

namespace tastescope::ui {

class RunBook;

/// Epochs of all trials together; with successive halving of those that go on. 0: the model has none.
std::int64_t epochsInAll(const SweepConfig& config);

/// Of the trials that run at the same time, each as large as the largest point.
std::int64_t sweepMemory(const SweepConfig& config, const Dataset& dataset);

/// Seconds for the whole sweep, from a run of this session or from triplets per second when they were measured.
/// Nothing: neither is known.
std::optional<double> sweepSeconds(const SweepConfig& config, const Dataset& dataset, const RunBook& runs,
                                   std::optional<double> tripletsPerSecond);

} // namespace tastescope::ui
