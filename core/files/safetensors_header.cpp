#include "core/files/safetensors_header.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace tastescope {

namespace {

using nlohmann::json;

constexpr std::array<std::size_t, 13> bytesOfType{1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 8, 8, 8}; // in the order of the enum

constexpr std::uint64_t headerBegin = 8;
constexpr std::size_t maximumRank = 8;

/// Takes the header's JSON event by event: what is not exactly a header ends it with the first fault named. Nothing
/// is nested deeper than three levels, so a depth bomb costs nothing.
class HeaderReader : public nlohmann::json_sax<json>
{
public:
    std::string fault;             ///< what is wrong; empty: nothing
    std::size_t faultPosition = 0; ///< in the JSON, where the parser knows it
    std::map<std::string, std::string> metadata;
    std::vector<TensorPlace> places;

    bool null() override { return stop("null"); }
    bool boolean(bool) override { return stop("a boolean"); }
    bool number_integer(number_integer_t) override { return stop("a negative number"); }
    bool number_float(number_float_t, const string_t&) override { return stop("a fraction"); }
    bool binary(binary_t&) override { return stop("binary data"); }

    bool number_unsigned(number_unsigned_t value) override
    {
        if (m_level != Level::Array)
            return stop("a number");
        if (m_key == "shape") {
            if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return stop("a size beyond 2^63");
            if (places.back().tensor.shape.size() == maximumRank)
                return stop("more than 8 dimensions");
            places.back().tensor.shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (m_offsetCount == 2)
            return stop("more than two offsets");
        (m_offsetCount++ == 0 ? places.back().begin : places.back().end) = value;
        return true;
    }

    bool string(string_t& value) override
    {
        if (m_level == Level::Metadata)
            return metadata.emplace(m_key, value).second || stop("the metadata entry \"" + m_key + "\" twice");
        if (m_level != Level::Entry || m_key != "dtype")
            return stop("text");
        const auto type = named<TensorType>(value);
        if (!type)
            return stop("the type \"" + value + "\"");
        places.back().tensor.type = *type;
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (m_level == Level::Outside)
            m_level = Level::Top;
        else if (m_level == Level::Top && m_key == "__metadata__")
            m_level = Level::Metadata;
        else if (m_level == Level::Top && places.size() == mostTensors)
            return stop("more than " + std::to_string(mostTensors) + " tensors");
        else if (m_level == Level::Top)
            beginEntry();
        else
            return stop("an object");
        return true;
    }

    bool end_object() override
    {
        if (m_level == Level::Entry && m_entryKeys.size() != 3)
            return stop("an entry without dtype, shape and data_offsets");
        m_level = m_level == Level::Top ? Level::Outside : Level::Top;
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_level != Level::Entry || m_key == "dtype")
            return stop("a list");
        m_level = Level::Array;
        return true;
    }

    bool end_array() override
    {
        m_level = Level::Entry;
        return m_key == "shape" || m_offsetCount == 2 || stop("fewer than two offsets");
    }

    bool key(string_t& name) override
    {
        m_key = name;
        if (m_level == Level::Top)
            return m_names.insert(name).second || stop("the name \"" + name + "\" twice");
        if (m_level != Level::Entry)
            return true;
        if (name != "dtype" && name != "shape" && name != "data_offsets")
            return stop("the key \"" + name + "\"");
        return m_entryKeys.insert(name).second || stop("the key \"" + name + "\" twice");
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        fault = "the header is not JSON";
        faultPosition = position > 0 ? position - 1 : 0;
        return false;
    }

private:
    enum class Level { Outside, Top, Metadata, Entry, Array };

    void beginEntry()
    {
        m_level = Level::Entry;
        m_entryKeys.clear();
        m_offsetCount = 0;
        places.emplace_back();
        places.back().tensor.name = m_key;
    }

    bool stop(const std::string& found)
    {
        fault = "found " + found;
        if (!places.empty() && (m_level == Level::Entry || m_level == Level::Array))
            fault += " in tensor \"" + places.back().tensor.name + "\"";
        return false;
    }

    Level m_level = Level::Outside;
    std::string m_key;
    std::set<std::string> m_names;
    std::set<std::string> m_entryKeys;
    int m_offsetCount = 0;
};

[[noreturn]] void reject(const std::filesystem::path& path, std::uint64_t offset, const std::string& problem)
{
    throw BadInput({path.string(), 0, static_cast<std::int64_t>(offset)}, problem);
}

/// product(shape) * bytes of the type; nothing when it overflows.
std::optional<std::uint64_t> byteCount(const Tensor& tensor)
{
    std::uint64_t count = bytesOf(tensor.type);
    for (const std::int64_t size : tensor.shape)
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count))
            return std::nullopt;
    return count;
}

} // namespace

std::size_t bytesOf(TensorType type)
{
    return bytesOfType.at(static_cast<std::size_t>(type));
}

SafetensorsHeader parseSafetensorsHeader(std::string_view text, std::uint64_t bufferSize,
                                         const std::filesystem::path& path)
{
    const std::size_t last = text.find_last_not_of(' ');
    if (text.empty() || text.front() != '{' || text[last] != '}')
        reject(path, headerBegin, "the header is not a JSON object, expected {...} padded with spaces");
    HeaderReader reader;
    if (!json::sax_parse(text.substr(0, last + 1), &reader))
        reject(path, headerBegin + reader.faultPosition, reader.fault + ", expected a safetensors header");

    std::ranges::stable_sort(reader.places, {},
                             [](const TensorPlace& place) { return std::pair(place.begin, place.end); });
    const std::uint64_t bufferBegin = headerBegin + text.size();
    std::uint64_t covered = 0;
    for (const TensorPlace& place : reader.places) {
        const std::string name = "tensor \"" + place.tensor.name + "\"";
        if (place.begin != covered || place.end < place.begin || place.end > bufferSize)
            reject(path, bufferBegin + covered,
                   name + " covers bytes " + std::to_string(place.begin) + " to " + std::to_string(place.end)
                       + " of the data, expected it to begin at " + std::to_string(covered) + " and to end within "
                       + std::to_string(bufferSize));
        if (byteCount(place.tensor) != place.end - place.begin)
            reject(path, bufferBegin + place.begin, name + " has a shape that does not fit its bytes");
        covered = place.end;
    }
    if (covered != bufferSize)
        reject(path, bufferBegin + covered,
               std::to_string(bufferSize - covered) + " bytes belong to no tensor, expected the end of the file");
    return {std::move(reader.metadata), std::move(reader.places)};
}

} // namespace tastescope
