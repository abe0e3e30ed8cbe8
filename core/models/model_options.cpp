#include "core/models/model_options.h"

#include "core/base/error.h"
#include "core/base/option_json.h"

#include <nlohmann/json.hpp>

#include <array>

namespace tastescope {

namespace {

constexpr std::array kinds{
    ModelKind{"popularity", "Most popular"},
    ModelKind{"user-knn", "User-KNN"},
    ModelKind{"bpr", "BPR"},
};
static_assert(kinds.size() == std::variant_size_v<ModelOptions>, "every model has a name");

auto fieldsOf(const PopularityOptions&)
{
    return popularityFields();
}

auto fieldsOf(const UserKnnOptions&)
{
    return userKnnFields();
}

auto fieldsOf(const BprOptions&)
{
    return bprFields();
}

} // namespace

std::span<const ModelKind> modelKinds()
{
    return kinds;
}

const ModelKind& modelKind(const ModelOptions& options)
{
    return kinds.at(options.index());
}

std::string_view modelName(const ModelOptions& options)
{
    return modelKind(options).name;
}

ModelOptions defaultOptions(std::string_view modelName)
{
    const std::array<ModelOptions, kinds.size()> defaults{PopularityOptions{}, UserKnnOptions{}, BprOptions{}};
    std::string known;
    for (const ModelOptions& options : defaults) {
        if (tastescope::modelName(options) == modelName)
            return options;
        known += (known.empty() ? "" : ", ") + std::string(tastescope::modelName(options));
    }
    throw Error("There is no model \"" + std::string(modelName) + "\". Known: " + known + ".");
}

std::vector<OptionInfo> optionInfos(const ModelOptions& options)
{
    return std::visit(
        [](const auto& alternative) {
            std::vector<OptionInfo> infos;
            for (const auto& field : fieldsOf(alternative))
                infos.push_back(field.info);
            return infos;
        },
        options);
}

OptionValue readOption(const ModelOptions& options, std::string_view name)
{
    return std::visit([&](const auto& alternative) { return findField(fieldsOf(alternative), name).read(alternative); },
                      options);
}

void setOption(ModelOptions& options, std::string_view name, const OptionValue& value)
{
    std::visit(
        [&](auto& alternative) {
            const auto& field = findField(fieldsOf(alternative), name);
            field.write(alternative, checkOption(field.info, value));
        },
        options);
}

void setOptionFromText(ModelOptions& options, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        throw Error("Found \"" + std::string(assignment) + "\", expected name=value.");
    const std::string_view name = assignment.substr(0, equals);
    std::visit(
        [&](auto& alternative) {
            const auto& field = findField(fieldsOf(alternative), name);
            field.write(alternative, parseOption(field.info, assignment.substr(equals + 1)));
        },
        options);
}

Json toJson(const ModelOptions& options)
{
    Json values = Json::object();
    for (const OptionInfo& info : optionInfos(options))
        values[info.name] = toJson(readOption(options, info.name));
    return {{"model", modelName(options)}, {"options", values}};
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
