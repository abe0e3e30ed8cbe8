#include "core/models/model_options.h"

#include "core/base/error.h"
#include "core/base/option_json.h"
#include "core/models/model_kind.h"
#include "core/training/schedule.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope {

namespace {

int wholeOr0(const ModelOptions& options, std::string_view name)
{
    const OptionValue* value = options.find(name);
    return value ? static_cast<int>(std::get<std::int64_t>(*value)) : 0;
}

/// The place of an option in the field table. Throws: Error listing the names there are.
std::size_t placeOf(const ModelKind& kind, std::string_view name)
{
    std::string known;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        if (kind.fields[i].name == name)
            return i;
        known += (known.empty() ? "" : ", ") + kind.fields[i].name;
    }
    throw Error("There is no option \"" + std::string(name) + "\". Known: " + known + ".");
}

} // namespace

ModelOptions::ModelOptions() : ModelOptions(modelKinds().front()) {}

ModelOptions::ModelOptions(const ModelKind& kind) : m_kind(&kind), m_settings(kind.defaults) {}

ModelOptions::ModelOptions(std::string_view model, OptionSettings settings)
    : m_kind(&modelKind(model)),
      m_settings(std::move(settings))
{
}

void ModelOptions::requireModel(std::string_view model) const
{
    if (m_kind->name != model)
        throw Error("Found options of " + std::string(m_kind->name) + ", expected those of " + std::string(model)
                    + ".");
}

const OptionValue* ModelOptions::find(std::string_view name) const&
{
    const auto found = std::ranges::find(m_settings, name, &OptionSetting::name);
    return found == m_settings.end() ? nullptr : &found->value;
}

const ModelKind& modelKind(const ModelOptions& options)
{
    return options.kind();
}

std::string_view modelName(const ModelOptions& options)
{
    return options.kind().name;
}

ModelOptions defaultOptions(std::string_view modelName)
{
    return ModelOptions(modelKind(modelName));
}

const std::vector<OptionInfo>& optionInfos(const ModelOptions& options)
{
    return options.kind().fields;
}

const OptionValue& readOption(const ModelOptions& options, std::string_view name)
{
    return options.settings()[placeOf(options.kind(), name)].value;
}

OptionValue readOption(ModelOptions&& options, std::string_view name)
{
    return readOption(std::as_const(options), name);
}

void setOption(ModelOptions& options, std::string_view name, const OptionValue& value)
{
    const std::size_t place = placeOf(options.kind(), name);
    options.m_settings[place].value = checkOption(options.kind().fields[place], value);
}

void setOptionFromText(ModelOptions& options, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        throw Error("Found \"" + std::string(assignment) + "\", expected name=value.");
    const std::size_t place = placeOf(options.kind(), assignment.substr(0, equals));
    options.m_settings[place].value = parseOption(options.kind().fields[place], assignment.substr(equals + 1));
}

int plannedEpochs(const ModelOptions& options)
{
    return wholeOr0(options, "epochs");
}

int patienceOf(const ModelOptions& options)
{
    return wholeOr0(options, "patience");
}

int patienceFrom(const ModelOptions& options)
{
    const OptionValue* schedule = options.find("schedule");
    return LearningRate{.full = 1,
                        .schedule = schedule ? parseName<Schedule>("schedule", std::get<std::string>(*schedule))
                                             : Schedule::Constant,
                        .warmupEpochs = wholeOr0(options, "warmup_epochs"),
                        .epochs = plannedEpochs(options)}
        .settledAfter();
}

std::optional<double> learningRateOf(const ModelOptions& options)
{
    const OptionValue* value = options.find("learning_rate");
    return value ? std::optional(std::get<double>(*value)) : std::nullopt;
}

std::string seedText(const ModelOptions& options)
{
    const OptionValue* seed = options.find("seed");
    return seed ? toText(*seed) : std::string();
}

bool hasSeed(const ModelOptions& options)
{
    return options.find("seed") != nullptr;
}

Json toJson(const ModelOptions& options)
{
    return {{"model", modelName(options)}, {"options", toJson(options.settings())}};
}

ModelOptions readModelOptions(const Json& json, const std::string& file)
{
    JsonObject object(json, file);
    const std::string name = object.text("model");
    try {
        ModelOptions options = defaultOptions(name);
        if (!object.has("options"))
            return options;
        object.object("options"); // complains unless it is one
        for (const auto& [key, value] : object.at("options").items())
            setOption(options, key, optionValueFrom(value, key));
        return options;
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({file}, "model \"" + name + "\": " + error.what());
    }
}

} // namespace tastescope
