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

/// "true" is 1, "no" is 0; a number is itself.
std::optional<double> parseFlag(std::string_view text)
{
    std::string word = " ";
    for (const char c : text)
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    word += ' ';
    if (std::string_view(" true yes t y ").find(word) != std::string_view::npos)
        return 1;
    if (std::string_view(" false no f n ").find(word) != std::string_view::npos)
        return 0;
    return parseReal(text);
}

/// What may part thousands, at the front of `text`: a comma, an apostrophe, a space, one that does not break. Its
/// bytes.
std::size_t groupMark(std::string_view text, NumberForm form)
{
    if (form == NumberForm::Points)
        return text.starts_with('.') ? 1 : 0;
    for (const std::string_view mark : {",", "'", " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99"})
        if (text.starts_with(mark))
            return mark.size();
    return 0;
}

/// "1,407" or "-1,234,567.5": marks stand before three digits each.
std::optional<double> parseGrouped(std::string_view text, NumberForm form)
{
    const char decimal = form == NumberForm::Points ? ',' : '.';
    const std::size_t end = std::min(text.find(decimal), text.size());
    std::string digits;
    std::size_t sinceMark = 0;
    bool isMarked = false;
    for (std::size_t i = 0; i < end;) {
        const std::size_t mark = groupMark(text.substr(i, end - i), form);
        if (mark > 0 && (digits.empty() || (isMarked && sinceMark != 3) || sinceMark > 3))
            return std::nullopt;
        isMarked |= mark > 0;
        sinceMark = mark > 0 ? 0 : sinceMark + (text[i] >= '0' && text[i] <= '9' ? 1 : 0);
        if (mark == 0)
            digits += text[i];
        i += std::max<std::size_t>(mark, 1);
    }
    if (isMarked && sinceMark != 3)
        return std::nullopt;
    if (end < text.size())
        digits.append(1, '.').append(text.substr(end + 1));
    return digits.find(',') == std::string::npos ? parseReal(digits) : std::nullopt;
}

/// "20030517", "200305171230" or "20030517123059".
std::optional<std::int64_t> parseCompact(std::string_view text)
{
    if (text.size() != 8 && text.size() != 12 && text.size() != 14)
        return std::nullopt;
    std::string iso(text.substr(0, 4));
    iso.append(1, '-').append(text.substr(4, 2)).append(1, '-').append(text.substr(6, 2));
    for (std::size_t at = 8; at < text.size(); at += 2)
        iso.append(1, at == 8 ? 'T' : ':').append(text.substr(at, 2));
    return parseIso(iso);
}

} // namespace

std::optional<double> parseReal(std::string_view text, NumberForm form)
{
    if (form == NumberForm::Flags)
        return parseFlag(text);
    if (form != NumberForm::Decimal)
        return parseGrouped(text, form);
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
    if (form == TimeForm::Compact)
        if (const auto compact = parseCompact(text))
            return compact;
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
