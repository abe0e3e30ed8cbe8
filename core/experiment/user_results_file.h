#pragma once

#include "core/evaluation/evaluation.h"
#include "core/experiment/run_record.h"

#include <filesystem>

namespace tastescope {

/// Keeps per-user results as safetensors, which numpy reads too: users (I32), positives (I32) and values (F64, users x
/// metrics); the metadata entry "metrics" names the columns, separated by spaces.
/// Throws: Error naming the path.
void saveUserResults(const UserResults& results, const std::filesystem::path& path);

/// Throws: BadInput for a damaged file, and for one of more users than the data have that the run learned from; Error
///         when it cannot be opened.
UserResults loadUserResults(const std::filesystem::path& path, const DatasetFacts& data);

} // namespace tastescope
