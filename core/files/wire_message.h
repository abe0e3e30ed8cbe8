#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tastescope {

/// One field of a protobuf message: a number in `value` or bytes, as its kind says.
struct WireField
{
    enum class Kind { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

    std::uint32_t number = 0;
    Kind kind = Kind::Varint;
    std::uint64_t value = 0;
    std::span<const std::byte> bytes = {};

    bool is(std::uint32_t wanted, Kind wantedKind) const { return number == wanted && kind == wantedKind; }
};

/// The fields of a protobuf message in the order of its bytes, without any notion of what they mean.
/// Source: "Encoding", the Protocol Buffers documentation; groups, which are no longer written, are not read.
class WireMessage
{
public:
    explicit WireMessage(std::span<const std::byte> bytes) : m_rest(bytes) {}

    /// Nothing after the last field, and where the bytes are no message: then isBroken().
    std::optional<WireField> next()
    {
        if (m_rest.empty() || m_isBroken)
            return std::nullopt;
        WireField field;
        const std::uint64_t key = varint();
        field.number = static_cast<std::uint32_t>(key >> 3U);
        switch (key & 7U) {
        case 0:
            field.value = varint();
            break;
        case 1:
            field.value = number(8);
            break;
        case 2:
            field.bytes = take(varint());
            break;
        case 5:
            field.value = number(4);
            break;
        default:
            m_isBroken = true;
        }
        field.kind = static_cast<WireField::Kind>(key & 7U);
        if (m_isBroken || field.number == 0)
            return m_isBroken = true, std::nullopt;
        return field;
    }

    bool isBroken() const { return m_isBroken; }

private:
    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > m_rest.size()) {
            m_isBroken = true;
            return {};
        }
        const auto taken = m_rest.first(count);
        m_rest = m_rest.subspan(count);
        return taken;
    }

    std::uint64_t number(std::size_t size)
    {
        std::uint64_t value = 0;
        const auto raw = take(size);
        for (std::size_t i = raw.size(); i-- > 0;)
            value = value << 8U | std::to_integer<std::uint64_t>(raw[i]);
        return value;
    }

    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 70; shift += 7) {
            const auto raw = take(1);
            if (raw.empty())
                return 0;
            const auto byte = std::to_integer<std::uint64_t>(raw[0]);
            value |= (byte & 0x7FU) << shift;
            if (byte < 0x80U)
                return value;
        }
        m_isBroken = true; // more than ten bytes
        return 0;
    }

    std::span<const std::byte> m_rest;
    bool m_isBroken = false;
};

} // namespace tastescope
