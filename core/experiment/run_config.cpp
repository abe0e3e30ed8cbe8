#include "core/experiment/run_config.h"

#include "core/base/option_json.h"

#include <nlohmann/json.hpp>

#include <array>

namespace tastescope {

OptionTable<RunConfig> runFields()
{
    static const std::array fields{
        threadsField(&RunConfig::threads),
        numberField(&RunConfig::negatives,
                    {.name = "negatives",
                     .title = "Negatives",
                     .group = "Evaluation",
                     .help = "Items a held-out positive is ranked among, where the lists are drawn.",
                     .minimum = 1,
                     .maximum = 1'000'000}),
        OptionField<RunConfig>{
            {.name = "from",
             .title = "Start weights",
             .group = "Training",
             .help = "Weights to start from, in the place of drawn ones, with a new optimiser: a .pth or .safetensors "
                     "file, or the folder of a run. Transformer only.",
             .kind = OptionKind::Text},
            [](const RunConfig& config) -> OptionValue { return config.from; },
            [](RunConfig& config, const OptionValue& value) { config.from = std::get<std::string>(value); }},
        flagField(&RunConfig::refit, {.name = "refit",
                                      .title = "Refit",
                                      .group = "Evaluation",
                                      .help = "Trains again on train + validation with the epochs found and measures "
                                              "that on the test part too."}),
    };
    return fields;
}

OptionTable<RunConfig> trialFields()
{
    return runFields().first(2); // all but "from" and "refit"
}

bool trainsTheSame(const RunConfig& a, const RunConfig& b)
{
    RunConfig other = b;
    other.name = a.name;
    other.dataset = a.dataset;
    other.threads = a.threads;
    other.refit = a.refit; // comes after all that is trained
    return a == other;
}

Json toJson(const RunConfig& config)
{
    Json json{{"name", config.name}, {"dataset", config.dataset}};
    json.update(toJson(config.model));
    json.update(toJson(settingsOf(trialFields(), config)));
    if (!config.from.empty())
        json["from"] = config.from;
    if (config.refit) // older programs do not know it
        json["refit"] = "yes";
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
    for (const OptionField<RunConfig>& field : runFields())
        if (object.has(field.info.name))
            readField(object, runFields(), config, field.info.name);
    object.rejectUnknown();
    return config;
}

RunConfig readRunConfig(const std::filesystem::path& file)
{
    return readRunConfig(readJsonFile(file, mostConfigBytes), file.string());
}

} // namespace tastescope
