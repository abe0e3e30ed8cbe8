#include "core/experiment/run_config.h"

#include <nlohmann/json.hpp>

namespace tastescope {

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
        config.threads = object.wholeInt("threads", 0);
    if (object.has("negatives"))
        config.negatives = object.wholeInt("negatives", 1);
    object.rejectUnknown();
    return config;
}

RunConfig readRunConfig(const std::filesystem::path& file)
{
    return readRunConfig(readJsonFile(file), file.string());
}

} // namespace tastescope
