#pragma once

#include "core/files/safetensors.h"

#include <optional>

namespace tastescope {

/// Where a tensor of a safetensors file lies, relative to the data buffer. Bytes.
struct TensorPlace
{
    Tensor tensor; ///< its bytes not read yet
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// What a header may have at most. Models and checkpoints have a few dozen tensors; they are found one after the other.
inline constexpr std::uint64_t mostHeaderBytes = std::uint64_t{16} << 20;
inline constexpr std::size_t mostTensors = 4'096;

struct SafetensorsHeader
{
    std::map<std::string, std::string> metadata;
    std::vector<TensorPlace> places; ///< in the order of their data, covering the buffer without gap
};

/// Checks and takes apart a header. `path` is for messages only.
/// Throws: BadInput with the byte offset in the file.
SafetensorsHeader parseSafetensorsHeader(std::string_view json, std::uint64_t bufferSize,
                                         const std::filesystem::path& path);

std::size_t bytesOf(TensorType type);

} // namespace tastescope
