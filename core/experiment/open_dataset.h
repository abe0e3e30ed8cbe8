#pragma once

#include "core/base/job.h"

#include <cstdint>
#include <memory>
#include <string>

namespace tastescope {

class Dataset;

/// Opens what people call a dataset: "preset:tiny", "preset:demo", "preset:full" (made once, then kept as a .taste file
/// in the cache), a .taste file, or any file or folder whose format is recognised.
///
/// Throws: Error when there is no such preset, file or folder; BadInput for a damaged or malformed file; Cancelled.
std::shared_ptr<const Dataset> openDataset(const std::string& spec, const JobContext& job = {});

} // namespace tastescope
