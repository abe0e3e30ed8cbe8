#pragma once

#include "core/base/job.h"
#include "core/files/safetensors.h"

#include <string>
#include <vector>

namespace tastescope {

/// A training curve as a table of doubles, so that it comes back bit for bit. Shape: epochs x 13, at least one epoch.
Tensor toTensor(const std::string& name, const std::vector<EpochFinished>& curve);

/// Throws: Error when the shape is another.
std::vector<EpochFinished> curveFrom(const Tensor& tensor);

/// 1-based; 0: none.
int bestEpochOf(const std::vector<EpochFinished>& curve);

} // namespace tastescope
