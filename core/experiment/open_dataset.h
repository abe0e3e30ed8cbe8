#pragma once

#include "core/base/job.h"

#include <cstdint>
#include <memory>
#include <string>

namespace tastescope {

class Dataset;
class ModelOptions;

/// Opens what people call a dataset: "preset:tiny", "preset:demo", "preset:full" (made once, then kept as a .taste file
/// in the cache), a .taste file, or any file or folder whose format is recognised.
///
/// Throws: Error when there is no such preset, file or folder; BadInput for a damaged or malformed file; Cancelled.
std::shared_ptr<const Dataset> openDataset(const std::string& spec, const JobContext& job = {});

/// The same for whom that model is trained or asked: files that are imported on the way and come in no parts are split
/// by time, the last two of each user held out, where the model goes by order (next-movie-transformer section 1).
std::shared_ptr<const Dataset> openDatasetFor(const ModelOptions& model, const std::string& spec,
                                              const JobContext& job = {});

} // namespace tastescope
