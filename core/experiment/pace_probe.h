#pragma once

#include "core/base/job.h"
#include "core/models/bpr/bpr_options.h"

namespace tastescope {

class Dataset;

/// Triplets per second of one thread of this machine with these options on this dataset: trains until the first figures
/// arrive, a fraction of a second, and throws the model away. Only one thread, so that what people wait for meanwhile
/// keeps the other cores. Negatives are drawn uniformly, which needs no preparation.
/// Throws: Cancelled; Error as trainBpr().
double measureTripletRate(const BprOptions& options, const Dataset& dataset, const JobContext& job);

} // namespace tastescope
