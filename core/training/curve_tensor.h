#pragma once

#include "core/base/job.h"

#include <vector>

namespace tastescope {

struct TensorFile;

/// Adds a training curve, so that it comes back bit for bit: the tensor "curve", a table of doubles with a row an
/// epoch (at least one), and the metadata entry "curve_columns" that names its columns: "epoch,train_loss,...".
/// What was not measured is not-a-number.
void addCurve(TensorFile& file, const std::vector<EpochFinished>& curve);

/// Reads what addCurve() wrote. Columns that are not known are passed over; files without names have the thirteen
/// columns of the versions before them.
/// Throws: Error when a column is missing, an epoch is not the next one, or a value cannot be what it should.
std::vector<EpochFinished> curveFrom(const TensorFile& file);

/// 1-based; 0: none.
int bestEpochOf(const std::vector<EpochFinished>& curve);

} // namespace tastescope
