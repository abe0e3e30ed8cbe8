#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tastescope {

/// CRC-32C (Castagnoli): reflected polynomial 0x82F63B78, begun and ended with all bits set.
std::uint32_t crc32c(std::span<const std::byte> bytes);

/// As it stands in records of TensorFlow, so that a sum of bytes that hold a sum is none of a special kind.
std::uint32_t maskedCrc32c(std::span<const std::byte> bytes);

} // namespace tastescope
