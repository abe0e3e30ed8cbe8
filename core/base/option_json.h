#pragma once

#include "core/base/json_text.h"
#include "core/base/option_table.h"

namespace tastescope {

/// A number or a text, as it stands in files.
Json toJson(const OptionValue& value);

/// {"learning_rate": 0.01, ...}
Json toJson(const OptionSettings& settings);

/// Throws: Error naming the option for what is neither a number nor a text.
OptionValue optionValueFrom(const Json& json, const std::string& name);

/// Every member of the object, in their order. Throws: Error as optionValueFrom(); BadInput when it is no object.
OptionSettings settingsFrom(JsonObject& object);

/// One option of a struct from the member of its name. Throws: BadInput naming the member.
template<typename Options>
void readField(JsonObject& object, OptionTable<Options> table, Options& options, const std::string& name)
{
    const Json& json = object.at(name);
    try {
        setField(table, options, name, optionValueFrom(json, name));
    } catch (const Error& error) {
        object.fail(error.what()); // which names the member
    }
}

} // namespace tastescope
