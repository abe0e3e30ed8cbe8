#include "core/base/option_field.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tastescope {

namespace {

std::string boundText(const OptionInfo& info, double bound)
{
    return info.kind == OptionKind::Integer ? std::to_string(static_cast<std::int64_t>(bound)) : shortestText(bound);
}

std::string expectation(const OptionInfo& info)
{
    if (info.kind == OptionKind::Choice)
        return "one of " + listed(info.choices);
    if (info.kind == OptionKind::Text)
        return "a text";
    const std::string orNone = info.unset.empty() ? "" : ", or " + info.unset;
    return std::string(info.kind == OptionKind::Integer ? "a whole number" : "a number") + " from "
           + boundText(info, info.minimum) + " to " + boundText(info, info.maximum) + orNone;
}

[[noreturn]] void reject(const OptionInfo& info, const std::string& found)
{
    throw Error(info.name + ": found \"" + found + "\", expected " + expectation(info) + ".");
}

} // namespace

double asWritten(float value)
{
    std::array<char, 64> text{};
    const char* end = std::to_chars(text.begin(), text.end(), value).ptr;
    double written = value;
    std::from_chars(text.begin(), end, written); // leaves what is no number as it is
    return written;
}

std::vector<std::string> distinctTitles(const std::vector<OptionInfo>& infos)
{
    std::vector<std::string> titles;
    for (const OptionInfo& info : infos) {
        const bool isShared = std::ranges::count(infos, info.title, &OptionInfo::title) > 1;
        titles.push_back(isShared ? info.title + " (" + info.group + ")" : info.title);
    }
    return titles;
}

OptionValue parseOption(const OptionInfo& info, std::string_view text)
{
    const bool isNumber = info.kind == OptionKind::Integer || info.kind == OptionKind::Real;
    if (!isNumber || (!info.unset.empty() && text == info.unset))
        return checkOption(info, std::string(text));
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isRead = result.ec == std::errc() && result.ptr == text.data() + text.size();
    if (!isRead || !(value >= info.minimum && value <= info.maximum))
        reject(info, std::string(text)); // as the person wrote it
    return checkOption(info, value);
}

std::string toText(const OptionValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    return shortestText(std::get<double>(value));
}

OptionValue checkOption(const OptionInfo& info, const OptionValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    if (text && !info.unset.empty() && *text == info.unset)
        return value;
    if (info.kind == OptionKind::Text) {
        if (!text || text->empty())
            reject(info, toText(value));
        return value;
    }
    if (info.kind == OptionKind::Choice) {
        if (!text || std::ranges::find(info.choices, *text) == info.choices.end())
            reject(info, toText(value));
        return value;
    }
    if (text)
        reject(info, *text);
    const double real = std::holds_alternative<double>(value) ? std::get<double>(value)
                                                              : static_cast<double>(std::get<std::int64_t>(value));
    if (!(real >= info.minimum && real <= info.maximum))
        reject(info, toText(value));
    if (info.kind == OptionKind::Real)
        return real;
    if (real != std::floor(real))
        reject(info, toText(value));
    return static_cast<std::int64_t>(real);
}

} // namespace tastescope
