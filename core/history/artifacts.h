#pragma once

#include "core/history/stored_run.h"

namespace tastescope {

/// SHA-256 of the bytes of a file. Throws: Error naming it when it cannot be read.
std::string fileSha256(const std::filesystem::path& file);

/// The files there are in the folder of a run, hashed, by kind. Throws: as fileSha256().
std::vector<Artifact> artifactsOf(const std::filesystem::path& runFolder);

} // namespace tastescope
