#include "app/cli/field_words.h"

#include "core/base/error.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace tastescope::cli {

namespace {

std::string typeOf(const OptionInfo& row)
{
    if (row.kind != OptionKind::Choice)
        return row.kind == OptionKind::Integer ? "N" : "X";
    std::string names;
    for (const std::string& choice : row.choices)
        names += (names.empty() ? "" : "|") + choice;
    return names;
}

/// The complaint; empty: it can be used.
std::string problemWith(const OptionInfo& row, const std::string& text)
try {
    parseOption(row, text);
    return {};
} catch (const Error& error) {
    return error.what();
}

} // namespace

void addFields(CLI::App& command, const std::vector<OptionInfo>& rows, OptionSettings& said,
               const std::map<std::string, std::string>& also)
{
    for (const OptionInfo& row : rows) {
        if (row.name == "threads" || row.name == "seed")
            continue;
        std::string name = "--" + row.name;
        std::ranges::replace(name, '_', '-');
        if (const auto second = also.find(row.name); second != also.end())
            name += "," + second->second;
        command
            .add_option_function<std::string>(
                name,
                [row, &said](const std::string& text) {
                    said.push_back({row.name, parseOption(row, text)});
                },
                row.help)
            ->check([row](const std::string& text) { return problemWith(row, text); })
            ->type_name(typeOf(row));
    }
}

} // namespace tastescope::cli
