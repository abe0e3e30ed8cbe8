#pragma once

#include "core/models/model_options.h"

#include <cstdint>

namespace tastescope {

class Dataset;

/// Bytes a run takes beside the dataset: for BPR the vectors, what the optimiser remembers of each, the best and the
/// last model, the order of the positives and the evaluation lists; for user-KNN the neighbours.
std::int64_t memoryNeeded(const ModelOptions& options, const Dataset& dataset);

/// Bytes the system can still give; 0: not known.
std::int64_t memoryFree();

std::int64_t samplesPerEpoch(const BprOptions& options, const Dataset& dataset);

} // namespace tastescope
