#include "core/files/crc32c.h"

#include <array>
#include <bit>

namespace tastescope {

namespace {

constexpr std::array<std::uint32_t, 256> crcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? value >> 1U ^ 0x82F63B78U : value >> 1U;
        table[byte] = value;
    }
    return table;
}

} // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes)
{
    static constexpr std::array<std::uint32_t, 256> table = crcTable();
    std::uint32_t value = ~0U;
    for (const std::byte each : bytes)
        value = value >> 8U ^ table[(value ^ std::to_integer<std::uint32_t>(each)) & 0xFFU];
    return ~value;
}

std::uint32_t maskedCrc32c(std::span<const std::byte> bytes)
{
    return std::rotr(crc32c(bytes), 15) + 0xA282EAD8U;
}

} // namespace tastescope
