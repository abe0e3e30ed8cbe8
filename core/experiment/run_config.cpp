#include "core/experiment/run_config.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace tastescope {

namespace {

int readInt(JsonObject& object, const std::string& name, int minimum)
{
    const std::int64_t value = object.whole(name);
    if (value < minimum || value > std::numeric_limits<int>::max())
        object.fail(name, "found " + std::to_string(value) + ", expected a whole number from " + std::to_string(minimum)
                              + ".");
    return static_cast<int>(value);
}

} // namespace

bool trainsTheSame(const RunConfig& a, const RunConfig& b)
{
    RunConfig other = b;
    other.name = a.name;
    other.dataset = a.dataset;
    other.threads = a.threads;
    return a == other;
}

Json toJson(const RunConfig& config)
{
    Json json{{"name", config.name}, {"dataset", config.dataset}};
    json.update(toJson(config.model));
    json["threads"] = config.threads;
    json["negatives"] = config.negatives;
    return json;
}

RunConfig readRunConfig(const Json& json, const std::string& file)
{
    RunConfig config;
    JsonObject object(json, file);
    config.model = readModelOptions(json, file);
    object.at("model");
    if (object.has("options"))
        object.at("options");
    if (object.has("name"))
        config.name = object.text("name");
    if (object.has("dataset"))
        config.dataset = object.text("dataset");
    if (object.has("threads"))
        config.threads = readInt(object, "threads", 0);
    if (object.has("negatives"))
        config.negatives = readInt(object, "negatives", 1);
    object.rejectUnknown();
    return config;
}

RunConfig readRunConfig(const std::filesystem::path& file)
{
    return readRunConfig(readJsonFile(file), file.string());
}

} // namespace tastescope
