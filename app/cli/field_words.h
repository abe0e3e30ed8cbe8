#pragma once

#include "core/base/option_table.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

namespace tastescope::cli {

/// By the name of a row a second name of its option: {"points", "--trials"}.
using SecondNames = std::map<std::string, std::string>;

/// Adds an option for each row, "--min-epochs" for "min_epochs"; --threads and --seed are every command's already. Yes
/// or no is a flag for what is not the default, auto, yes or no a flag that can be denied ("--no-header"). A word that
/// cannot be is wrong usage. `said` gets what the person says and must live as long as the command.
/// defaults: one a row.
void addRows(CLI::App& command, const std::vector<OptionInfo>& rows, const OptionSettings& defaults,
             OptionSettings& said, const SecondNames& also = {});

/// The rows of a struct, for setFields().
template<typename Options>
void addFields(CLI::App& command, OptionTable<Options> table, OptionSettings& said, const Options& defaults = {},
               const SecondNames& also = {})
{
    addRows(command, infosOf(table), settingsOf(table, defaults), said, also);
}

/// What is wrong with a text for this option; empty: nothing.
std::string problemWith(const OptionInfo& row, const std::string& text);

/// "a|b|c"
std::string alternatives(const std::vector<std::string>& names);

/// Adds an option that takes a name of the enum. A word that is none is wrong usage.
template<NamedEnum Enum>
CLI::Option* addChoice(CLI::App& command, const std::string& name, Enum& value, const std::string& help)
{
    return command
        .add_option_function<std::string>(
            name, [name, &value](const std::string& word) { value = parseName<Enum>(name, word); }, help)
        ->check([](const std::string& word) {
            return named<Enum>(word) ? std::string() : unknownName(word, allNames<Enum>());
        })
        ->type_name(alternatives(allNames<Enum>()));
}

} // namespace tastescope::cli
