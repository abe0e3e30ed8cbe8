#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tastescope {

/// SHA-256, fed piece by piece. Names models: two models are the same bits exactly when their SHA-256 is.
class Sha256
{
public:
    Sha256();

    void add(std::span<const std::byte> bytes);
    std::string hex(); ///< 64 lower-case digits; ends the feeding

private:
    alignas(8) std::array<std::byte, 112> m_state; ///< of OpenSSL
};

/// XXH3 of the bytes: finds damage at memory speed. Proves nothing about who wrote them.
std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed = 0);

/// 16 lower-case hexadecimal digits.
std::string toHex(std::uint64_t value);

} // namespace tastescope
