#include "core/io/text/field_values.h"

#include "core/io/text/date_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>

namespace tastescope {

namespace {

template<typename Number>
std::optional<Number> parseAll(std::string_view text)
{
    Number value{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// `digits` decimal digits at the front of `text`, which is shortened by them.
std::optional<int> takeDigits(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits)
        return std::nullopt;
    const std::string_view part = text.substr(0, digits);
    if (!std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    text.remove_prefix(digits);
    return parseAll<int>(part);
}

bool take(std::string_view& text, std::string_view anyOf)
{
    if (text.empty() || anyOf.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

/// "12:30", "12:30:59" or "12:30:59.25" at the front, in seconds.
std::optional<std::int64_t> takeClock(std::string_view& text)
{
    const auto hours = takeDigits(text, 2);
    if (!hours || *hours > 24 || !take(text, ":"))
        return std::nullopt;
    const auto minutes = takeDigits(text, 2);
    if (!minutes || *minutes > 59)
        return std::nullopt;
    std::optional<int> seconds = 0;
    if (take(text, ":"))
        seconds = takeDigits(text, 2);
    if (!seconds || *seconds > 60)
        return std::nullopt;
    if (take(text, ".,"))
        text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    return *hours * 3600LL + *minutes * 60LL + *seconds;
}

/// "Z", "+02:00", "-0530" or nothing, in seconds east of UTC.
std::optional<std::int64_t> takeOffset(std::string_view& text)
{
    if (text.empty() || take(text, "Zz"))
        return 0;
    const bool west = text.front() == '-';
    if (!take(text, "+-"))
        return std::nullopt;
    const auto hours = takeDigits(text, 2);
    take(text, ":");
    const auto minutes = text.empty() ? std::optional(0) : takeDigits(text, 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59)
        return std::nullopt;
    const std::int64_t seconds = *hours * 3600LL + *minutes * 60LL;
    return west ? -seconds : seconds;
}

std::optional<std::int64_t> parseIso(std::string_view text)
{
    const auto year = takeDigits(text, 4);
    if (!year || !take(text, "-"))
        return std::nullopt;
    const auto month = takeDigits(text, 2);
    if (!month || !take(text, "-"))
        return std::nullopt;
    const auto day = takeDigits(text, 2);
    if (!day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    if (text.empty())
        return days * 86'400;
    if (!take(text, "Tt "))
        return std::nullopt;
    const auto clock = takeClock(text);
    const auto offset = clock ? takeOffset(text) : std::nullopt;
    return offset && text.empty() ? std::optional(days * 86'400 + *clock - *offset) : std::nullopt;
}

/// "1,407" or "-1,234,567.5": commas stand before three digits each.
std::optional<double> parseGrouped(std::string_view text)
{
    std::string digits;
    const std::size_t end = std::min(text.find('.'), text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ',' || i >= end)
            digits += text[i];
        else if (i == 0 || (end - i) % 4 != 0)
            return std::nullopt;
    }
    return digits.find(',') == std::string::npos ? parseReal(digits) : std::nullopt;
}

} // namespace

std::optional<double> parseReal(std::string_view text, NumberForm form)
{
    if (form == NumberForm::Thousands)
        return parseGrouped(text);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-')
        text.remove_prefix(1);
    std::array<char, 64> dotted{};
    const std::size_t comma = text.find(',');
    if (comma != std::string_view::npos) {
        if (text.size() > dotted.size() || text.find('.') != std::string_view::npos)
            return std::nullopt;
        std::ranges::copy(text, dotted.begin());
        dotted[comma] = '.';
        text = {dotted.data(), text.size()};
    }
    const auto value = parseAll<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parseWhole(std::string_view text)
{
    return text.size() <= 19 ? parseAll<std::int64_t>(text) : std::nullopt;
}

std::optional<std::int64_t> parseTime(std::string_view text, TimeForm form)
{
    constexpr std::int64_t endOfSeconds = 100'000'000'000;
    if (auto whole = parseWhole(text)) {
        while (*whole >= endOfSeconds || *whole <= -endOfSeconds)
            *whole = *whole / 1000 - (*whole % 1000 < 0 ? 1 : 0);
        return whole;
    }
    if (const auto real = parseReal(text); real && std::abs(*real) < static_cast<double>(endOfSeconds))
        return static_cast<std::int64_t>(std::floor(*real));
    const auto iso = parseIso(text);
    return iso || form == TimeForm::Iso ? iso : parseDate(text, form);
}

bool isMissing(std::string_view text)
{
    constexpr std::array<std::string_view, 10> words{"",    "NULL", "null", "NA",   "N/A",
                                                     "nan", "NaN",  "None", "<NA>", "\\N"};
    return std::ranges::find(words, text) != words.end();
}

} // namespace tastescope
