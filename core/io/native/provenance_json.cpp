#include "core/io/native/provenance_json.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace tastescope {

namespace {

/// What is counted or measured: never negative, and small enough that sums of many stay numbers.
constexpr std::int64_t mostCounted = std::int64_t{1} << 50;

bool isCount(std::int64_t value)
{
    return value >= 0 && value <= mostCounted;
}

/// Pairs as [name, value]: a name may come twice, and the order is kept.
template<typename Value>
Json pairsToJson(const std::vector<std::pair<std::string, Value>>& pairs)
{
    Json json = Json::array();
    for (const auto& [name, value] : pairs)
        json.push_back(Json::array({name, value}));
    return json;
}

template<typename Value>
std::vector<std::pair<std::string, Value>> pairsFrom(JsonObject& json, const std::string& member)
{
    std::vector<std::pair<std::string, Value>> pairs;
    const Json& list = json.at(member);
    if (!list.is_array())
        json.fail(member, "expected a list of pairs");
    for (const Json& pair : list) {
        const bool isPair = pair.is_array() && pair.size() == 2 && pair[0].is_string()
                            && (std::is_same_v<Value, std::string> ? pair[1].is_string() : pair[1].is_number_integer());
        if (!isPair)
            json.fail(member, "expected a list of [name, value]");
        pairs.emplace_back(pair[0].get<std::string>(), pair[1].get<Value>());
        if constexpr (!std::is_same_v<Value, std::string>)
            if (!isCount(pairs.back().second))
                json.fail(member, "expected counts from 0 to 2^50");
    }
    return pairs;
}

} // namespace

Json toJson(const Provenance& provenance)
{
    Json sources = Json::array();
    for (const SourceFile& file : provenance.sources)
        sources.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    return {{"format", provenance.format},
            {"sources", sources},
            {"options", pairsToJson(provenance.options)},
            {"counts", pairsToJson(provenance.counts)},
            {"seed", std::to_string(provenance.seed)}, // 64 bits, more than a JSON number holds for certain
            {"split", provenance.split},
            {"built_at", provenance.builtAt},
            {"built_by", provenance.builtBy},
            {"seconds", provenance.seconds}};
}

Provenance provenanceFrom(JsonObject json)
{
    Provenance provenance;
    provenance.format = json.text("format");
    const Json& sources = json.at("sources");
    if (!sources.is_array())
        json.fail("sources", "expected a list");
    const std::string file = "provenance";
    for (const Json& each : sources) {
        JsonObject source(each, file, "sources");
        provenance.sources.push_back({source.text("path"), source.whole("bytes"), source.text("sha256")});
        if (!isCount(provenance.sources.back().bytes))
            source.fail("bytes", "expected a size from 0 to 2^50");
    }
    provenance.options = pairsFrom<std::string>(json, "options");
    provenance.counts = pairsFrom<std::int64_t>(json, "counts");
    const std::string seed = json.text("seed");
    const auto result = std::from_chars(seed.data(), seed.data() + seed.size(), provenance.seed);
    if (result.ec != std::errc() || result.ptr != seed.data() + seed.size())
        json.fail("seed", "expected a whole number of 64 bits");
    provenance.split = json.text("split");
    provenance.builtAt = json.text("built_at");
    provenance.builtBy = json.text("built_by");
    provenance.seconds = json.number("seconds");
    if (!(provenance.seconds >= 0 && provenance.seconds <= static_cast<double>(mostCounted)))
        json.fail("seconds", "expected seconds from 0 to 2^50");
    return provenance;
}

} // namespace tastescope
