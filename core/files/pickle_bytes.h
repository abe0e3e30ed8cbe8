#pragma once

#include "core/base/error.h"
#include "core/files/pickle_opcodes.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace tastescope {

// What is read at most: a checkpoint of 57 tensors has 11 kB and a thousand values.
inline constexpr std::size_t mostPickleBytes = std::size_t{16} << 20;
inline constexpr std::size_t mostPickleValues = std::size_t{1} << 20;
inline constexpr std::size_t mostDimensions = 8;

/// The bytes of a pickle, opcode by opcode.
class PickleBytes
{
protected:
    PickleBytes(std::span<const std::byte> bytes, const std::filesystem::path& path) : m_bytes(bytes), m_path(path) {}

    std::size_t size() const { return m_bytes.size(); }
    std::uint8_t opcode() const { return m_opcode; } ///< that is being done

    void nextOpcode()
    {
        m_opcodeAt = m_at;
        m_opcode = '.'; // where the pickle ends without a STOP
        m_opcode = static_cast<std::uint8_t>(number(1));
    }

    /// Throws: BadInput: the opcode, its offset, what is wrong with it.
    [[noreturn]] void fail(const std::string& problem) const
    {
        throw BadInput({m_path.string(), 0, static_cast<std::int64_t>(m_opcodeAt)},
                       "the pickle's opcode " + pickleOpcodeName(m_opcode) + " at byte " + std::to_string(m_opcodeAt)
                           + ' ' + problem);
    }

    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > m_bytes.size() - m_at)
            fail("is cut short: the pickle ends at byte " + std::to_string(m_bytes.size()));
        const auto raw = m_bytes.subspan(m_at, count);
        m_at += count;
        return raw;
    }

    std::uint64_t number(std::size_t size)
    {
        std::uint64_t value = 0;
        const auto raw = take(size);
        for (std::size_t i = size; i-- > 0;)
            value = value << 8U | std::to_integer<std::uint64_t>(raw[i]);
        return value;
    }

    std::string text(std::uint64_t size)
    {
        std::string result;
        for (const std::byte each : take(size))
            result += static_cast<char>(each);
        return result;
    }

    std::string line()
    {
        const auto rest = m_bytes.subspan(m_at);
        const auto end = std::ranges::find(rest, std::byte{'\n'});
        std::string result = text(static_cast<std::uint64_t>(end - rest.begin()));
        take(1);
        return result;
    }

    std::int64_t longOf(std::uint64_t size)
    {
        if (size > 8)
            fail("has a number of " + std::to_string(size) + " bytes, at most 8 are read");
        if (size == 0)
            return 0;
        const std::uint64_t raw = number(size);
        const auto unused = static_cast<unsigned>(64 - 8 * size);
        return static_cast<std::int64_t>(raw << unused) >> unused; // the sign goes on
    }

    double bigEndianDouble() // alone of all numbers
    {
        std::uint64_t bits = 0;
        for (const std::byte each : take(8))
            bits = bits << 8U | std::to_integer<std::uint64_t>(each);
        return std::bit_cast<double>(bits);
    }

private:
    std::span<const std::byte> m_bytes;
    const std::filesystem::path& m_path;
    std::size_t m_at = 0;
    std::size_t m_opcodeAt = 0;
    std::uint8_t m_opcode = 0;
};

} // namespace tastescope
