#pragma once

#include <filesystem>
#include <string>

namespace tastescope {

/// SHA-256 over the tensors of a model file (name, type, shape and bytes of each, by name), not over its metadata:
/// equal exactly when two models score the same, bit for bit. Throws: BadInput for a damaged file; Error when it cannot
/// be opened.
std::string modelSha256(const std::filesystem::path& modelFile);

} // namespace tastescope
