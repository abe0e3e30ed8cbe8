#include "core/io/table/column_kinds.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace tastescope {

namespace {

constexpr std::size_t mostKinds = 12; ///< of events

using SampleRows = std::span<const std::vector<std::string>>;

/// The sums over a column that kinds are told by.
struct Sums
{
    std::vector<std::string_view> values; ///< in the order of rows, without missing ones
    std::size_t numbers = 0;
    std::size_t wholes = 0;
    std::size_t commas = 0;  ///< numbers with a comma
    std::size_t grouped = 0; ///< of them, those whose commas can part thousands
    std::size_t points = 0;  ///< numbers with a point
    std::size_t pointed = 0; ///< of them, those whose points can part thousands
    bool hasBoth = false;    ///< a comma behind such points
    std::size_t iso = 0;
    std::size_t compact = 0;
    std::set<std::string_view> words; ///< of the first few
    std::size_t dayFirst = 0;
    std::size_t monthFirst = 0;
    std::size_t differing = 0; ///< dates that are another day in the other form
    std::size_t spaced = 0;
    std::size_t bytes = 0;
    std::size_t places = 0; ///< numbers of three decimals and more that a latitude or longitude could be
    std::size_t distinct = 0;
    std::size_t runs = 0;
    bool countsUp = true; ///< by one, from row to row
    std::vector<double> sorted;
};

/// Four in five, or all but one where there are few: a bad row is not to hide what its column holds.
bool mostOf(std::size_t some, std::size_t all)
{
    return all > 0 && (some * 5 >= all * 4 || (some >= 2 && some + 1 == all));
}

bool isRecent(std::optional<std::int64_t> time)
{
    constexpr std::int64_t of1980 = 315'532'800;
    constexpr std::int64_t of2100 = 4'102'444'800;
    return time && *time >= of1980 && *time < of2100;
}

bool isPlace(std::string_view text, double value)
{
    const std::size_t point = text.find('.');
    return point != std::string_view::npos && text.size() - point > 3 && std::abs(value) <= 180
           && text.find_first_of("eE") == std::string_view::npos;
}

void addNumber(Sums& sums, std::string_view text)
{
    if (text.size() > 1 && text.front() == '0' && text.find_first_of(".,") == std::string_view::npos)
        return; // a code
    const bool hasComma = text.find(',') != std::string_view::npos;
    const bool hasPoint = text.find('.') != std::string_view::npos;
    const auto plain = parseReal(text);
    const bool isMarked = hasComma || (!plain && !hasPoint); // by a comma, an apostrophe, a space
    const auto grouped = isMarked ? parseReal(text, NumberForm::Thousands) : std::nullopt;
    const auto pointed = hasPoint && text.front() != '0' ? parseReal(text, NumberForm::Points) : std::nullopt;
    const auto value = grouped ? grouped : plain ? plain : pointed;
    if (!value)
        return;
    ++sums.numbers;
    sums.commas += isMarked ? 1 : 0;
    sums.points += hasPoint ? 1 : 0;
    sums.pointed += pointed ? 1 : 0;
    sums.hasBoth |= pointed && hasComma;
    sums.grouped += grouped ? 1 : 0;
    sums.wholes += *value == std::floor(*value) ? 1 : 0;
    sums.places += isPlace(text, *value) ? 1 : 0;
    const auto whole = parseWhole(text);
    sums.countsUp &=
        whole
        && (sums.sorted.empty() ? *whole <= 1 && *whole >= 0 : static_cast<double>(*whole) == sums.sorted.back() + 1);
    sums.sorted.push_back(*value);
}

void addDate(Sums& sums, std::string_view text)
{
    if (text.find_first_of("0123456789") == std::string_view::npos)
        return;
    const bool isWhole = parseWhole(text).has_value();
    sums.compact += isWhole && isRecent(parseTime(text, TimeForm::Compact)) && !isRecent(parseTime(text)) ? 1 : 0;
    const auto iso = parseTime(text);
    const auto dayFirst = parseTime(text, TimeForm::DayFirst);
    const auto monthFirst = parseTime(text, TimeForm::MonthFirst);
    sums.iso += isRecent(iso) ? 1 : 0;
    sums.dayFirst += isRecent(dayFirst) ? 1 : 0;
    sums.monthFirst += isRecent(monthFirst) ? 1 : 0;
    sums.differing += dayFirst && monthFirst && *dayFirst != *monthFirst ? 1 : 0;
}

Sums sumsOf(SampleRows rows, std::size_t column)
{
    Sums sums;
    std::map<std::string_view, std::size_t> counts;
    for (const auto& row : rows) {
        if (column >= row.size() || isMissing(row[column]))
            continue;
        const std::string_view text = row[column];
        sums.runs += sums.values.empty() || sums.values.back() != text ? 1 : 0;
        sums.values.push_back(text);
        ++counts[text];
        if (sums.words.size() <= mostKinds)
            sums.words.insert(text);
        sums.bytes += text.size();
        sums.spaced += text.find(' ') != std::string_view::npos ? 1 : 0;
        addNumber(sums, text);
        addDate(sums, text);
    }
    sums.distinct = counts.size();
    sums.countsUp &= sums.numbers == sums.values.size() && sums.numbers >= 3;
    std::ranges::sort(sums.sorted);
    return sums;
}

bool areFlags(const Sums& sums)
{
    constexpr std::string_view flags = " 0 1 true false t f yes no y n ";
    return std::ranges::all_of(sums.values, [&](std::string_view text) {
        std::string word = " ";
        for (const char c : text)
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return flags.find(word + " ") != std::string_view::npos;
    });
}

/// Whether all words are those of kinds of events.
bool areEvents(const Sums& sums)
{
    constexpr std::string_view events =
        " view views pv click clicks cart addtocart removefromcart fav favorite favourite buy purchase purchased order "
        "ordered transaction checkout play played listen skip like liked dislike share comment follow collect "
        "impression "
        "read watch download install wishlist basket bookmark save search search ";
    const auto isEvent = [&](std::string_view text) {
        std::string word = " ";
        for (const char c : text)
            if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
                word += static_cast<char>(c | 0x20);
        return word.size() > 1 && events.find(word + " ") != std::string_view::npos;
    };
    return sums.words.size() >= 2 && sums.words.size() <= mostKinds && std::ranges::all_of(sums.words, isEvent);
}

ColumnKind kindOfNumbers(const Sums& sums)
{
    const double low = sums.sorted.front();
    const double high = sums.sorted.back();
    if (sums.countsUp)
        return ColumnKind::Counter;
    if (mostOf(sums.places, sums.numbers))
        return ColumnKind::Place;
    const bool isWhole = sums.wholes == sums.numbers;
    if (low >= 0 && high <= 10 && sums.distinct <= 21)
        return ColumnKind::Scale;
    if (!isWhole)
        return ColumnKind::Amount;
    const double median = sums.sorted[sums.sorted.size() / 2];
    return low >= 0 && low <= 3 && median <= 20 ? ColumnKind::Count : ColumnKind::Number;
}

ColumnKind kindOfWords(const Sums& sums, bool isGrouped)
{
    constexpr std::size_t longText = 80;
    const std::size_t n = sums.values.size();
    if (sums.bytes > n * longText)
        return ColumnKind::Prose;
    if (n >= 20 && sums.distinct <= 8 && sums.distinct * 5 <= n && !isGrouped)
        return ColumnKind::Words;
    return sums.spaced * 5 >= n ? ColumnKind::Text : ColumnKind::Id;
}

/// The form of a column of dates; nothing when it holds none.
bool takeTimes(const Sums& sums, ColumnFacts& facts)
{
    const std::size_t n = sums.values.size();
    if (mostOf(sums.iso, n))
        return true;
    if (mostOf(sums.compact, n)) {
        facts.times = TimeForm::Compact;
        return true;
    }
    if (!mostOf(std::max(sums.dayFirst, sums.monthFirst), n))
        return false;
    const bool hasPoints = sums.values.front().find('.') != std::string_view::npos
                           && sums.values.front().find('/') == std::string_view::npos;
    facts.times = sums.dayFirst > sums.monthFirst || (sums.dayFirst == sums.monthFirst && hasPoints)
                      ? TimeForm::DayFirst
                      : TimeForm::MonthFirst;
    if (sums.dayFirst == sums.monthFirst && sums.differing > 0 && !hasPoints)
        facts.remark = "its dates can be read with the day or with the month first";
    return true;
}

} // namespace

ColumnFacts columnFacts(SampleRows rows, std::size_t column)
{
    const Sums sums = sumsOf(rows, column);
    ColumnFacts facts;
    facts.seen = sums.values.size();
    facts.missing = rows.size() - facts.seen;
    facts.distinct = sums.distinct;
    facts.isGrouped = sums.distinct >= 2 && sums.runs == sums.distinct && facts.seen > sums.distinct;
    // "1,407" beside "12", or between commas that part columns, is no 1.407.
    if (sums.commas > 0 && sums.grouped == sums.commas && (sums.commas < sums.numbers || sums.sorted.front() >= 1000))
        facts.numbers = NumberForm::Thousands;
    if (sums.points >= 2 && sums.pointed == sums.points && (sums.hasBoth || sums.points < sums.numbers))
        facts.numbers = NumberForm::Points;
    if (facts.seen >= 5 && sums.numbers == 0 && areFlags(sums))
        facts.numbers = NumberForm::Flags;
    facts.areEvents = areEvents(sums);
    if (!sums.sorted.empty()) {
        facts.low = sums.sorted.front();
        facts.high = sums.sorted.back();
    }
    if (facts.seen == 0)
        facts.kind = ColumnKind::Empty;
    else if (takeTimes(sums, facts))
        facts.kind = ColumnKind::Time;
    else if (facts.distinct == 1 && facts.seen >= 3)
        facts.kind = ColumnKind::Constant;
    else if (facts.seen >= 5 && areFlags(sums))
        facts.kind = ColumnKind::Flag;
    else if (sums.numbers > 0 && mostOf(sums.numbers, facts.seen))
        facts.kind = kindOfNumbers(sums);
    else
        facts.kind = kindOfWords(sums, facts.isGrouped);
    return facts;
}

bool varies(SampleRows rows, std::size_t from, std::size_t to)
{
    std::map<std::string_view, std::string_view> beside;
    std::size_t again = 0;
    std::size_t others = 0;
    for (const auto& row : rows) {
        if (from >= row.size() || to >= row.size() || isMissing(row[from]))
            continue;
        const auto [place, isNew] = beside.emplace(row[from], row[to]);
        again += isNew ? 0 : 1;
        others += place->second == row[to] ? 0 : 1;
    }
    return again >= 3 && others * 2 > again;
}

bool determines(SampleRows rows, std::size_t from, std::size_t to)
{
    std::map<std::string_view, std::string_view> beside;
    bool comesTwice = false;
    for (const auto& row : rows) {
        if (from >= row.size() || to >= row.size() || isMissing(row[from]))
            continue;
        const auto [place, isNew] = beside.emplace(row[from], row[to]);
        if (!isNew && place->second != row[to])
            return false;
        comesTwice |= !isNew;
    }
    constexpr std::size_t few = 20; // rows: so few that none need come twice
    return comesTwice || rows.size() < few;
}

} // namespace tastescope
