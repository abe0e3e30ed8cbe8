#pragma once

#include "core/models/model_options.h"

#include <cstdint>

namespace tastescope {

class Dataset;

/// Bytes a run takes beside the dataset: what its model needs while it is trained, and the evaluation lists.
std::int64_t memoryNeeded(const ModelOptions& options, const Dataset& dataset);

/// Bytes the system can still give; 0: not known.
std::int64_t memoryFree();

} // namespace tastescope
