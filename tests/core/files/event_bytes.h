#pragma once

#include "core/files/crc32c.h"
#include "tests/core/files/pickled.h"

#include <bit>
#include <span>
#include <string>

// Event files of TensorBoard written by hand: field numbers of tensorboard/compat/proto, framing of its record writer.
namespace tastescope::test {

inline std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80U; value >>= 7U)
        bytes += static_cast<char>(value | 0x80U);
    return bytes + static_cast<char>(value);
}

inline std::string field(int number, int kind, const std::string& bytes)
{
    return varint(static_cast<std::uint64_t>(number) << 3U | static_cast<std::uint64_t>(kind)) + bytes;
}

inline std::string varintField(int number, std::uint64_t value)
{
    return field(number, 0, varint(value));
}

inline std::string bytesField(int number, const std::string& bytes)
{
    return field(number, 2, varint(bytes.size()) + bytes);
}

inline std::string floatBits(float value)
{
    return little(std::bit_cast<std::uint32_t>(value), 4);
}

inline std::string doubleBits(double value)
{
    return little(std::bit_cast<std::uint64_t>(value), 8);
}

inline std::string masked(const std::string& bytes)
{
    return little(maskedCrc32c(std::as_bytes(std::span(bytes))), 4);
}

inline std::string record(const std::string& data)
{
    const std::string size = little(data.size(), 8);
    return size + masked(size) + data + masked(data);
}

/// Record 1 of every file.
inline std::string versionRecord()
{
    return record(field(1, 1, doubleBits(1'700'000'000)) + bytesField(3, "brain.Event:2"));
}

/// A value of the old style.
inline std::string simpleValue(const std::string& tag, float value)
{
    return bytesField(1, bytesField(1, tag) + field(2, 5, floatBits(value)));
}

/// A value of the new style: `tensor` is the TensorProto; the plugin stands in the first value of a tag.
inline std::string tensorValue(const std::string& tag, const std::string& tensor, const std::string& plugin = {})
{
    const std::string metadata = plugin.empty() ? "" : bytesField(9, bytesField(1, bytesField(1, plugin)));
    return bytesField(1, bytesField(1, tag) + bytesField(8, tensor) + metadata);
}

inline std::string stepRecord(double wallTime, std::int64_t step, const std::string& values)
{
    const std::string at = step == 0 ? "" : varintField(2, static_cast<std::uint64_t>(step));
    return record(field(1, 1, doubleBits(wallTime)) + at + bytesField(5, values));
}

} // namespace tastescope::test
