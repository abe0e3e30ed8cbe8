#include "core/base/option_json.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

namespace tastescope {

Json toJson(const OptionValue& value)
{
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

Json toJson(const OptionSettings& settings)
{
    Json json = Json::object();
    for (const auto& [name, value] : settings)
        json[name] = toJson(value);
    return json;
}

OptionValue optionValueFrom(const Json& json, const std::string& name)
{
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    throw Error(name + ": found " + json.type_name() + ", expected a number or a text.");
}

OptionSettings settingsFrom(JsonObject& object)
{
    OptionSettings settings;
    for (const std::string& name : object.names())
        settings.push_back({name, optionValueFrom(object.at(name), name)});
    return settings;
}

} // namespace tastescope
