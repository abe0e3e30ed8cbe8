#pragma once

#include "core/base/job.h"
#include "core/files/safetensors.h"

#include <vector>

namespace tastescope {

/// Adds a training curve to a file: the tensor "curve" of doubles, so that it comes back bit for bit, and the entry
/// "curve_columns" that names its columns: the facts of an epoch and whatever figures were measured.
///
/// Shape: epochs x columns, at least one epoch; not-a-number where an epoch did not measure a figure.
void addCurve(TensorFile& file, const std::vector<EpochFinished>& curve);

/// The curve in a file, also in one of version 0, whose thirteen columns had no names.
/// Throws: Error when a column is missing or the epochs are not 1, 2, 3 ...
std::vector<EpochFinished> curveIn(const TensorFile& file);

} // namespace tastescope
