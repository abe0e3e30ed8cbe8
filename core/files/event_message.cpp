#include "core/files/event_message.h"

#include "core/files/wire_message.h"

#include <bit>
#include <cmath>

namespace tastescope {

namespace {

using Kind = WireField::Kind;

std::string textOf(std::span<const std::byte> bytes)
{
    std::string text;
    for (const std::byte each : bytes)
        text += static_cast<char>(each);
    return text;
}

/// Calls each(field) for the fields of a message. False: the bytes are none.
template<typename Each>
bool forFields(std::span<const std::byte> bytes, const Each& each)
{
    WireMessage message(bytes);
    while (const auto field = message.next())
        each(*field);
    return !message.isBroken();
}

double floatOf(std::uint64_t bits)
{
    return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
}

/// The one number of these bytes, little endian; nothing where they are of another size.
std::optional<double> numberIn(std::span<const std::byte> bytes, bool isDouble)
{
    if (bytes.size() != (isDouble ? 8U : 4U))
        return std::nullopt;
    std::uint64_t bits = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        bits = bits << 8U | std::to_integer<std::uint64_t>(bytes[i]);
    return isDouble ? std::bit_cast<double>(bits) : floatOf(bits);
}

/// The number of a tensor of rank 0.
std::optional<double> tensorScalar(std::span<const std::byte> bytes)
{
    std::uint64_t type = 0;
    bool hasDimensions = false;
    WireField content;
    const bool isMessage = forFields(bytes, [&](const WireField& field) {
        if (field.is(1, Kind::Varint))
            type = field.value;
        else if (field.is(2, Kind::Bytes))
            forFields(field.bytes, [&](const WireField& part) { hasDimensions |= part.is(2, Kind::Bytes); });
        else if (field.number == 4 || field.number == 5 || field.number == 6)
            content = field;
    });
    const bool isDouble = type == 2;
    if (!isMessage || hasDimensions || (type != 1 && !isDouble) || content.number == (isDouble ? 5U : 6U))
        return std::nullopt;
    switch (content.kind) {
    case Kind::Bytes:
        return numberIn(content.bytes, isDouble); // tensor_content, or packed
    case Kind::Fixed32:
        return isDouble ? std::nullopt : std::optional(floatOf(content.value));
    case Kind::Fixed64:
        return isDouble ? std::optional(std::bit_cast<double>(content.value)) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::string pluginOf(std::span<const std::byte> metadata)
{
    std::string name;
    forFields(metadata, [&](const WireField& field) {
        if (field.is(1, Kind::Bytes))
            forFields(field.bytes, [&](const WireField& part) {
                if (part.is(1, Kind::Bytes))
                    name = textOf(part.bytes);
            });
    });
    return name;
}

/// False: the bytes are no value.
bool readValue(std::span<const std::byte> bytes, EventPlugins& plugins, std::vector<EventScalar>& scalars)
{
    std::string tag;
    std::string plugin;
    std::optional<double> simple;
    std::optional<double> tensor;
    const bool isMessage = forFields(bytes, [&](const WireField& field) {
        if (field.is(1, Kind::Bytes))
            tag = textOf(field.bytes);
        else if (field.is(2, Kind::Fixed32))
            simple = floatOf(field.value);
        else if (field.is(8, Kind::Bytes))
            tensor = tensorScalar(field.bytes);
        else if (field.is(9, Kind::Bytes))
            plugin = pluginOf(field.bytes);
    });
    if (!isMessage)
        return false;
    if (!plugin.empty())
        plugins.try_emplace(tag, plugin);
    if (tensor && !simple) {
        const auto shownBy = plugins.find(tag);
        if (shownBy != plugins.end() && shownBy->second == "scalars")
            simple = tensor;
    }
    if (simple)
        scalars.push_back({std::move(tag), *simple});
    return true;
}

} // namespace

std::optional<EventMessage> readEventMessage(std::span<const std::byte> bytes, EventPlugins& plugins)
{
    EventMessage event;
    bool isEvent = true;
    const bool isMessage = forFields(bytes, [&](const WireField& field) {
        if (field.is(1, Kind::Fixed64))
            event.wallTime = std::bit_cast<double>(field.value);
        else if (field.is(2, Kind::Varint))
            event.step = static_cast<std::int64_t>(field.value);
        else if (field.is(5, Kind::Bytes))
            isEvent &= forFields(field.bytes, [&](const WireField& part) {
                if (part.is(1, Kind::Bytes))
                    isEvent &= readValue(part.bytes, plugins, event.scalars);
            });
    });
    if (!isMessage || !isEvent || !std::isfinite(event.wallTime))
        return std::nullopt;
    return event;
}

} // namespace tastescope
