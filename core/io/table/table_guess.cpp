#include "core/io/table/table_guess.h"

#include "core/io/table/column_names.h"
#include "core/io/table/table_sample.h"
#include "core/io/text/field_values.h"

#include <algorithm>
#include <map>

namespace tastescope {

namespace {

constexpr std::size_t sampleRows = 100;

using Rows = std::vector<std::vector<std::string>>;

struct Shape
{
    std::size_t columns = 0;
    double share = 0; ///< of the rows that have as many columns
};

Shape shapeOf(const Rows& rows)
{
    std::map<std::size_t, std::size_t> counts;
    for (const auto& row : rows)
        ++counts[row.size()];
    Shape shape;
    for (const auto& [columns, count] : counts)
        if (const double share = static_cast<double>(count) / static_cast<double>(rows.size()); share > shape.share)
            shape = {columns, share};
    return shape;
}

bool all(const Rows& rows, std::size_t first, std::size_t column, bool (*test)(std::string_view))
{
    std::size_t good = 0;
    std::size_t seen = 0;
    for (std::size_t r = first; r < rows.size(); ++r)
        if (column < rows[r].size()) {
            ++seen;
            good += test(rows[r][column]) ? 1 : 0;
        }
    return seen > 0 && good * 5 >= seen * 4;
}

bool isNumber(std::string_view text)
{
    return parseReal(text).has_value();
}

bool isTime(std::string_view text)
{
    constexpr std::int64_t of1980 = 315'532'800;
    return parseTime(text).value_or(0) >= of1980;
}

/// A header is a row of words over a column of numbers, or names two columns that are known.
bool hasHeader(const Rows& rows)
{
    std::size_t known = 0;
    bool overNumbers = false;
    bool anyNumber = false;
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
        known += roleOfName(rows[0][column]) != ColumnRole::Ignored ? 1 : 0;
        anyNumber |= isNumber(rows[0][column]) || isTime(rows[0][column]);
        overNumbers |= all(rows, 1, column, isNumber) || all(rows, 1, column, isTime);
    }
    return !anyNumber && (known >= 2 || overNumbers);
}

void guessByName(TableLayout& layout)
{
    for (std::size_t column = 0; column < layout.names.size() && layout.header; ++column)
        if (const ColumnRole role = roleOfName(layout.names[column]); role != ColumnRole::Ignored && !layout.has(role))
            layout.roles[column] = role;
}

bool isNamed(const TableLayout& layout, std::size_t column)
{
    return layout.header && roleOfName(layout.names[column]) != ColumnRole::Ignored;
}

/// Gives the columns without a name that is known their role by what they hold, from the left.
void guessByContent(TableLayout& layout, const Rows& rows)
{
    const std::size_t first = layout.header ? 1 : 0;
    const auto give = [&](std::size_t column, ColumnRole role) {
        if (layout.has(role))
            return false;
        layout.roles[column] = role;
        return true;
    };
    for (std::size_t column = 0; column < layout.roles.size(); ++column) {
        if (layout.roles[column] != ColumnRole::Ignored || isNamed(layout, column) || give(column, ColumnRole::User)
            || give(column, ColumnRole::Item) || layout.header)
            continue;
        if (all(rows, first, column, isTime))
            give(column, ColumnRole::Time);
        else if (all(rows, first, column, isNumber))
            give(column, ColumnRole::Rating);
        else
            give(column, ColumnRole::Title);
    }
}

/// The first rows of the file; damaged ones say nothing about its layout.
Rows wholeRows(const ProbedFile& file, const Dialect& dialect, Encoding encoding, ReadProgress& progress)
{
    Rows rows = sampleTable(file.path, dialect, encoding, sampleRows, progress).rows;
    std::erase_if(rows, [](const auto& row) { return row.empty(); });
    return rows;
}

std::optional<std::pair<Dialect, Rows>> bestDialect(const ProbedFile& file, const TableChoice& choice,
                                                    Encoding encoding, ReadProgress& progress)
{
    if (choice.separator) {
        const Dialect dialect{*choice.separator, true, true};
        return std::pair(dialect, wholeRows(file, dialect, encoding, progress));
    }
    std::optional<std::pair<Dialect, Rows>> best;
    double bestScore = 0;
    for (const std::string_view separator : guessedSeparators) {
        const auto has = [&](const std::string& line) { return line.find(separator) != std::string::npos; };
        if (std::ranges::none_of(file.lines, has))
            continue;
        const Dialect dialect{std::string(separator), true, true};
        Rows rows = wholeRows(file, dialect, encoding, progress);
        const Shape shape = rows.empty() ? Shape() : shapeOf(rows);
        const double score = static_cast<double>(shape.columns) * shape.share;
        if (shape.columns >= 2 && shape.share >= 0.5 && score > bestScore) {
            bestScore = score;
            best = std::pair(dialect, std::move(rows));
        }
    }
    return best;
}

} // namespace

std::optional<TableLayout> guessLayout(const ProbedFile& file, const TableChoice& choice, Encoding encoding,
                                       ReadProgress& progress)
{
    if (!file.problem.empty())
        return std::nullopt;
    const auto best = bestDialect(file, choice, encoding, progress);
    if (!best || best->second.empty())
        return std::nullopt;
    const Rows& rows = best->second;
    TableLayout layout;
    layout.dialect = best->first;
    layout.header = choice.header.value_or(hasHeader(rows));
    const std::size_t columns = std::max(shapeOf(rows).columns, choice.roles ? choice.roles->size() : 0);
    layout.roles.assign(columns, ColumnRole::Ignored);
    for (std::size_t column = 0; column < columns; ++column)
        layout.names.push_back(layout.header && column < rows[0].size() ? rows[0][column]
                                                                        : "column " + std::to_string(column + 1));
    if (choice.roles) {
        std::ranges::copy(*choice.roles, layout.roles.begin());
    } else {
        guessByName(layout);
        guessByContent(layout, rows);
    }
    for (std::size_t column = 0; column < columns && !layout.header; ++column)
        if (layout.roles[column] != ColumnRole::Ignored)
            layout.names[column] = toText(layout.roles[column]);
    return layout;
}

std::optional<TableLayout> guessTitles(const ProbedFile& file, const TableLayout& ratings, Encoding encoding,
                                       ReadProgress& progress)
{
    const std::size_t ratedItem = ratings.columnOf(ColumnRole::Item).value();
    auto layout = ratings.header ? guessLayout(file, {}, encoding, progress) : std::nullopt;
    if (!layout || !layout->header)
        return std::nullopt;
    layout->roles.assign(layout->roles.size(), ColumnRole::Ignored);
    for (std::size_t column = 0; column < layout->names.size(); ++column) {
        const ColumnRole named = roleOfName(layout->names[column]);
        if (plainName(layout->names[column]) == plainName(ratings.names[ratedItem]) && !layout->has(ColumnRole::Item))
            layout->roles[column] = ColumnRole::Item;
        else if (named == ColumnRole::Title && !layout->has(named))
            layout->roles[column] = named;
        else if ((named == ColumnRole::Detail || named == ColumnRole::Item) && !layout->has(ColumnRole::Detail))
            layout->roles[column] = ColumnRole::Detail; // of an album its artist
    }
    return layout->has(ColumnRole::Item) && layout->has(ColumnRole::Title) ? layout : std::nullopt;
}

} // namespace tastescope
