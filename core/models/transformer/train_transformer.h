#pragma once

#include "core/models/transformer/transformer_options.h"
#include "core/training/learned.h"
#include "core/training/training_hooks.h"

namespace tastescope {

class Dataset;

/// Learns to say which item comes next, from every window of the training events (Windows), by Adam on the cross
/// entropy over all words. The same bits for any number of threads and after a resume, on one CPU level.
///
/// Throws: Error when an option is out of range, the heads do not divide the dimension, the data has no times, or there
///         is nothing to learn from; as trainInEpochs().
/// Cost:   about two million operations a window at the published sizes.
Learned trainTransformer(const TransformerOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                         const JobContext& job = {});

} // namespace tastescope
