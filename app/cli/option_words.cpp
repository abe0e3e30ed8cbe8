#include "app/cli/option_words.h"

#include <algorithm>

namespace tastescope::cli {

namespace {

std::string typeOf(const OptionInfo& info)
{
    if (info.kind == OptionKind::Integer)
        return "N";
    if (info.kind == OptionKind::Real)
        return "NUMBER";
    std::string words;
    for (const std::string& choice : info.choices)
        words += (words.empty() ? "" : "|") + choice;
    return words.empty() ? "TEXT" : words;
}

} // namespace

void addOption(CLI::App& command, const OptionInfo& info, OptionWords& words)
{
    std::string name = info.name;
    std::ranges::replace(name, '_', '-');
    const auto set = [&words, key = info.name](const std::string& word) { words[key] = word; };
    if (info.choices == std::vector<std::string>{"no", "yes"}) {
        command.add_flag_callback(
            "--" + name, [set] { set("yes"); }, info.help);
        return;
    }
    if (info.choices == std::vector<std::string>{"auto", "yes", "no"}) {
        command.add_flag_function(
            "--" + name + ",!--no-" + name, [set](std::int64_t count) { set(count > 0 ? "yes" : "no"); }, info.help);
        return;
    }
    const auto check = [info](const std::string& word) {
        try {
            parseOption(info, word);
            return std::string();
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    command.add_option_function<std::string>("--" + name, set, info.help)
        ->check(CLI::Validator(check, ""))
        ->type_name(typeOf(info));
}

} // namespace tastescope::cli
