#pragma once

#include "core/base/option_field.h"

#include <optional>
#include <span>

namespace tastescope {

// What can be done with every struct that has a table of its fields: command line, files, form and the words for a
// difference are made of the same rows.

/// The rows of a struct, in the order in which people read them.
template<typename Options>
using OptionTable = std::span<const OptionField<Options>>;

template<typename Options>
std::vector<OptionInfo> infosOf(OptionTable<Options> table)
{
    std::vector<OptionInfo> infos;
    for (const OptionField<Options>& field : table)
        infos.push_back(field.info);
    return infos;
}

/// The seeds that a JSON number holds exactly.
inline constexpr double largestSeed = 9'007'199'254'740'991;

template<typename Options>
OptionField<Options> seedField(std::uint64_t Options::*member, const char* group, const char* help)
{
    return numberField(
        member, {.name = "seed", .title = "Seed", .group = group, .help = help, .minimum = 0, .maximum = largestSeed});
}

template<typename Options>
OptionField<Options> threadsField(int Options::*member)
{
    return numberField(member, {.name = "threads",
                                .title = "Threads",
                                .group = "Run",
                                .help = "Threads it may use, 0: all cores; never changes the result.",
                                .minimum = 0,
                                .maximum = 4096});
}

/// Throws: Error when there is no such option, or kind, range or choice is wrong; options are then unchanged.
template<typename Options>
void setField(OptionTable<Options> table, Options& options, std::string_view name, const OptionValue& value)
{
    const OptionField<Options>& field = findField(table, name);
    field.write(options, checkOption(field.info, value));
}

/// All of them, in the order of the table: where one takes back another, it does not matter who was said first.
/// Throws: as setField(); those before are then set.
template<typename Options>
void setFields(OptionTable<Options> table, Options& options, const OptionSettings& settings)
{
    for (const OptionSetting& setting : settings)
        findField(table, setting.name);
    for (const OptionField<Options>& field : table)
        for (const OptionSetting& setting : settings)
            if (setting.name == field.info.name)
                field.write(options, checkOption(field.info, setting.value));
}

/// Throws: Error naming the first option that is out of its range.
template<typename Options>
void checkFields(OptionTable<Options> table, const Options& options)
{
    for (const OptionField<Options>& field : table)
        checkOption(field.info, field.read(options));
}

/// "eta is 3 now and was 2 then": the first option that differs; nothing: none does.
template<typename Options>
std::optional<std::string> fieldDifference(OptionTable<Options> table, const Options& now, const Options& then)
{
    for (const OptionField<Options>& field : table)
        if (const OptionValue value = field.read(now), other = field.read(then); value != other)
            return field.info.name + " is " + toText(value) + " now and was " + toText(other) + " then";
    return std::nullopt;
}

} // namespace tastescope
