#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tastescope {

// Numbers as files write them, read the same way in every locale. None of these throws for what a file holds.

/// How the numbers of a column are written.
enum class NumberForm {
    Decimal,   ///< a comma is a decimal comma: "4,5"
    Thousands, ///< a comma, an apostrophe or a space parts thousands: "1,407"
    Flags,     ///< true, yes, t and y are 1, false, no, f and n are 0
    Points     ///< a point parts thousands, and a comma is a decimal comma: "1.407,5"
};

/// How the dates of a column are written. Seconds since 1970 are read in each form.
enum class TimeForm {
    Iso,        ///< "2003-05-17T12:30:59"
    DayFirst,   ///< "17.05.2003", "17/5/2003 12:30"
    MonthFirst, ///< "5/17/2003 6:30 PM", "05 17, 2003"
    Compact     ///< "20030517", "20030517123059"; a number of another length is seconds
};

/// A finite number: "4", "-0.5", "+1e3", "4,5" (a decimal comma). Not "nan", "inf", "1e400" or "4 stars".
std::optional<double> parseReal(std::string_view text, NumberForm form = NumberForm::Decimal);

/// A whole number of 64 bits, written with at most 19 characters, an optional minus included.
std::optional<std::int64_t> parseWhole(std::string_view text);

/// A time as seconds since 1970-01-01 UTC, rounded down.
///
/// Takes seconds ("964982703", also with a fraction), milli-, micro- and nanoseconds (told by their size: a number of
/// 1e11 and more would be past the year 5138 as seconds), and ISO 8601 ("2003-05-17", "2003-05-17T12:30:59.25+02:00",
/// also with a space for the T; no offset: UTC); in the other forms dates as parseDate() takes them, too.
std::optional<std::int64_t> parseTime(std::string_view text, TimeForm form = TimeForm::Iso);

/// Whether a field says that there is no value: it is empty, NULL, NA, N/A, nan, None or \N.
bool isMissing(std::string_view text);

} // namespace tastescope
