#pragma once

#include "core/io/text/field_values.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// What the values of a column look like, whatever it is called.
enum class ColumnKind {
    Empty,    ///< no values
    Constant, ///< one value in every row
    Counter,  ///< 0, 1, 2, 3: the number of the row
    Time,     ///< dates, or seconds since 1970 of the last decades
    Place,    ///< a latitude or longitude
    Scale,    ///< a rating scale: a few numbers up to 10
    Count,    ///< small whole numbers, mostly the smallest
    Amount,   ///< numbers with decimals
    Flag,     ///< yes or no
    Words,    ///< a few words that come again and again: kinds of events
    Number,   ///< other whole numbers: ids, or large counts
    Id,       ///< words and codes
    Text,     ///< names and titles: with spaces
    Prose     ///< long text
};

/// What was seen of a column in some rows.
struct ColumnFacts
{
    ColumnKind kind = ColumnKind::Empty;
    std::size_t seen = 0;     ///< values that are not missing
    std::size_t missing = 0;  ///< empty, NULL, NA, nan, \N
    std::size_t distinct = 0; ///< among `seen`
    bool isGrouped = false;   ///< equal values stand together, as the users of sorted files do
    NumberForm numbers = {};  ///< how its numbers are written
    TimeForm times = {};      ///< how its dates are written
    double low = 0;           ///< the least and the greatest of its numbers
    double high = 0;
    bool areEvents = false; ///< its words are those of kinds of events: view, purchase
    std::string remark;     ///< why a column of dates cannot be read; empty: nothing to say
};

/// Looks at the values of one column; rows that are too short have none.
/// Cost: O(n log n).
ColumnFacts columnFacts(std::span<const std::vector<std::string>> rows, std::size_t column);

/// Whether values of column `from` that come again mostly stand beside another value of `to`, as a film beside the
/// words of its reviews.
bool varies(std::span<const std::vector<std::string>> rows, std::size_t from, std::size_t to);

/// Whether each value of column `from` always stands beside the same value of column `to`, as an item's id beside its
/// title. False when nothing comes twice in twenty rows or more, for then nothing is seen of it.
bool determines(std::span<const std::vector<std::string>> rows, std::size_t from, std::size_t to);

} // namespace tastescope
