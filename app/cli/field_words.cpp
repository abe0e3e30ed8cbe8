#include "app/cli/field_words.h"

#include "core/base/error.h"

#include <algorithm>

namespace tastescope::cli {

namespace {

std::string typeOf(const OptionInfo& row)
{
    if (row.kind == OptionKind::Integer)
        return "N";
    if (row.kind == OptionKind::Real)
        return "NUMBER";
    return row.choices.empty() ? "TEXT" : alternatives(row.choices);
}

} // namespace

std::string problemWith(const OptionInfo& row, const std::string& text)
try {
    parseOption(row, text);
    return {};
} catch (const Error& error) {
    return error.what();
}

std::string alternatives(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : "|") + name;
    return text;
}

void addRows(CLI::App& command, const std::vector<OptionInfo>& rows, const OptionSettings& defaults,
             OptionSettings& said, const SecondNames& also)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const OptionInfo& row = rows[i];
        if (row.name == "threads" || row.name == "seed")
            continue;
        std::string name = row.name;
        std::ranges::replace(name, '_', '-');
        const auto say = [row, &said](const std::string& text) { said.push_back({row.name, parseOption(row, text)}); };
        const std::string usual = toText(defaults.at(i).value);
        if (row.choices == std::vector<std::string>{"no", "yes"}) {
            const bool isUsual = usual == "yes";
            command.add_flag_callback((isUsual ? "--no-" : "--") + name,
                                      [say, isUsual] { say(isUsual ? "no" : "yes"); }, row.help);
            continue;
        }
        if (row.choices == std::vector<std::string>{"auto", "yes", "no"}) {
            command.add_flag_function(
                "--" + name + ",!--no-" + name, [say](std::int64_t count) { say(count > 0 ? "yes" : "no"); }, row.help);
            continue;
        }
        if (const auto second = also.find(row.name); second != also.end())
            name += "," + second->second;
        command.add_option_function<std::string>("--" + name, say, row.help)
            ->check([row](const std::string& text) { return problemWith(row, text); })
            ->default_str(usual)
            ->type_name(typeOf(row));
    }
}

} // namespace tastescope::cli
