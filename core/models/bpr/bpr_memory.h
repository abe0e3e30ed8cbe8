#pragma once

#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"

namespace tastescope {

/// What training takes at its peak. T: 4 bytes a number of a user or an item, of the dimension rounded up to 16.
///
///     vectors      T; 3 T with Adam's moments
///     models       T each: the best and the last, after one epoch the same one
///     an epoch     8 bytes a positive, 12 an item, 4 a user; by batches 4 a positive and 4 a triplet, and the plans
///     a checkpoint T of the last model, T of the best and 2 T of Adam's moments, and one table while it is copied
///     pools        4 bytes a scored pair; while they are found the items of each track and the threads' scratch
///
/// An epoch and a checkpoint come one after the other, as finding the pools and training do.
ModelMemory bprMemory(const BprOptions& options, const DataSize& data, int threads);

} // namespace tastescope
