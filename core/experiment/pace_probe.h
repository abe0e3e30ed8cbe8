#pragma once

#include "core/base/job.h"
#include "core/models/model_options.h"

namespace tastescope {

class Dataset;

/// Samples per second of one thread of this machine with these options on this dataset: trains until the first figures
/// arrive, a fraction of a second, and throws the model away. Only one thread, so that what people wait for meanwhile
/// keeps the other cores. Only for models that learn in epochs.
/// Throws: Cancelled; Error as training does.
double measureSampleRate(const ModelOptions& options, const Dataset& dataset, const JobContext& job);

} // namespace tastescope
