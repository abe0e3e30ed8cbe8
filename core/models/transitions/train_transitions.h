#pragma once

#include "core/base/job.h"
#include "core/models/transitions/transitions_model.h"
#include "core/models/transitions/transitions_options.h"

namespace tastescope {

class Dataset;

/// Counts which item follows which in the training events of every user:
///
///     n(a, i) = sum of 1 / g over the places where i stands g after a, g = 1 .. gaps, i other than a
///     share(a, i) = n(a, i) / sum over all j of n(a, j)
///
/// threads: 0 means all cores; never changes the result.
/// Throws:  Error when an option is out of range, the data has no times, or there is nothing to learn from; Cancelled.
/// Cost:    events * gaps; beside the model 12 bytes an event and 8 an item and thread.
TransitionsModel trainTransitions(const TransitionsOptions& options, const Dataset& dataset, int threads = 0,
                                  const JobContext& job = {});

} // namespace tastescope
