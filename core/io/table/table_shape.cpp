#include "core/io/table/table_shape.h"

#include "core/io/table/column_names.h"
#include "core/io/table/table_sample.h"

#include <algorithm>
#include <map>
#include <set>

namespace tastescope {

namespace {

constexpr std::size_t sampleRows = 1000;
constexpr std::size_t mostAbove = 20; ///< rows above a header

using Rows = std::vector<std::vector<std::string>>;

/// The number of columns that most rows have; of two that are as many, the greater.
void measure(const Rows& rows, CutTable& table)
{
    std::map<std::size_t, std::size_t> counts;
    for (const auto& row : rows)
        ++counts[row.size()];
    const std::size_t whole = rows.size() - counts[0];
    counts.erase(0);
    std::size_t most = 0;
    for (const auto& [columns, count] : counts)
        if (count >= most) {
            most = count;
            table.columns = columns;
        }
    if (whole == 0)
        return;
    table.share = static_cast<double>(most) / static_cast<double>(whole);
    table.damaged = static_cast<double>(rows.size() - whole) / static_cast<double>(rows.size());
}

bool isNumber(const std::string& text)
{
    return parseReal(text).has_value() || parseTime(text, TimeForm::DayFirst).has_value()
           || parseTime(text, TimeForm::MonthFirst).has_value();
}

bool isOfNumbers(ColumnKind kind)
{
    using enum ColumnKind;
    return kind == Time || kind == Counter || kind == Place || kind == Scale || kind == Count || kind == Amount
           || kind == Number;
}

/// What speaks for a row being a header.
struct HeaderSigns
{
    std::size_t known = 0;     ///< names that are known
    bool anyNumber = false;    ///< a cell is a number
    bool overNumbers = false;  ///< a word stands over a column of numbers
    bool comesAgain = false;   ///< a cell is the value of another row, too
    std::size_t repeating = 0; ///< columns whose values come again and again
};

HeaderSigns signsOf(const std::vector<std::string>& row, std::span<const std::vector<std::string>> below)
{
    HeaderSigns signs;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const NameSays says = readName(row[column]);
        signs.known += says.strength > 0 ? 1 : 0;
        signs.anyNumber |= isNumber(row[column]);
        const ColumnFacts facts = columnFacts(below, column);
        const bool areNumbers =
            isOfNumbers(facts.kind)
            || (facts.seen > 0 && (facts.kind == ColumnKind::Constant || facts.kind == ColumnKind::Flag)
                && std::ranges::any_of(below, [&](const auto& each) {
                       return column < each.size() && parseReal(each[column]).has_value();
                   }));
        signs.overNumbers |= areNumbers && !row[column].empty();
        signs.comesAgain |= !row[column].empty() && std::ranges::any_of(below, [&](const auto& each) {
            return column < each.size() && each[column] == row[column];
        });
        signs.repeating += facts.seen >= 10 && facts.distinct * 2 <= facts.seen ? 1 : 0;
    }
    return signs;
}

bool isHeader(const std::vector<std::string>& row, std::span<const std::vector<std::string>> below)
{
    const HeaderSigns signs = signsOf(row, below);
    if (signs.anyNumber)
        return false;
    return signs.known >= 2 || signs.overNumbers || (!signs.comesAgain && (signs.known >= 1 || signs.repeating >= 2));
}

/// Whether quotes are text in this file: of a table of tabs in which none holds a column together, and more than once
/// text follows the second one. Once would be a fault.
bool areQuotesText(const ProbedFile& file, const std::string& separator)
{
    if (separator != "\t")
        return false;
    int followed = 0;
    for (const std::string& line : file.lines)
        for (const std::string_view field : cut(line, separator)) {
            if (!field.starts_with('"'))
                continue;
            if (field.size() > 1 && field.ends_with('"'))
                return false;
            const std::size_t second = field.find('"', 1);
            followed += second != std::string_view::npos && field[second + 1] != '"' ? 1 : 0;
        }
    return followed >= 2;
}

/// A row that is shorter than those under it: R leaves the names of rows without a name; some programs end each row
/// with a separator.
void fitHeader(const Rows& rows, std::size_t at, CutTable& table)
{
    const std::size_t size = rows[at].size();
    table.headerFits = size == table.columns;
    if (size + 1 != table.columns)
        return;
    const auto endsEmpty = [&](const auto& row) { return row.size() != table.columns || row.back().empty(); };
    table.trailing = std::ranges::all_of(rows, endsEmpty);
    table.headerFits = table.trailing || isHeader(rows[at], std::span(rows).subspan(at + 1));
    table.rowNames = !table.trailing && table.headerFits;
    if (table.trailing)
        --table.columns;
}

/// The row of names, where lines of another kind stand above it.
std::size_t findHeader(const Rows& rows, const CutTable& table)
{
    for (std::size_t at = 0; at < std::min(rows.size(), mostAbove + 1); ++at) {
        if (rows[at].size() != table.columns && rows[at].size() + 1 != table.columns)
            continue;
        const bool isClear = at == 0 || signsOf(rows[at], std::span(rows).subspan(at + 1)).known >= 2;
        if (isClear)
            return at;
        if (rows[at].size() == table.columns)
            break;
    }
    return 0;
}

/// Blocks are of an item each, as the Netflix Prize has them, and rows begin with the user.
RoleChoice rolesOfBlocks(const CutTable& table)
{
    RoleChoice choice;
    choice.roles.assign(table.columns, ColumnRole::Ignored);
    choice.isUnfit = table.columns < 2;
    choice.points = 10;
    if (choice.isUnfit)
        return choice;
    choice.roles[0] = ColumnRole::Item;
    choice.roles[1] = ColumnRole::User;
    const auto has = [&](ColumnRole role) { return std::ranges::find(choice.roles, role) != choice.roles.end(); };
    for (std::size_t column = 2; column < table.columns; ++column) {
        const ColumnKind kind = table.facts[column].kind;
        if (kind == ColumnKind::Time && !has(ColumnRole::Time))
            choice.roles[column] = ColumnRole::Time;
        else if (isOfNumbers(kind) && !has(ColumnRole::Rating))
            choice.roles[column] = ColumnRole::Rating;
    }
    return choice;
}

void takeHeader(Rows& rows, const TableChoice& choice, bool isMatrixMarket, CutTable& table)
{
    const std::optional<bool> asked = isMatrixMarket ? std::optional(false) : choice.header;
    std::size_t at = asked.value_or(true) ? findHeader(rows, table) : 0;
    if (isMatrixMarket)
        at = std::min<std::size_t>(1, rows.size() - 1); // the row of sizes
    else if (choice.above)
        at = std::min(*choice.above, rows.size() - 1);
    fitHeader(rows, at, table);
    table.header = asked.value_or(isHeader(rows[at], std::span(rows).subspan(at + 1)));
    table.rowNames &= table.header;
    table.names.assign(table.columns, std::string());
    if (!table.header && !isMatrixMarket && !choice.above)
        return;
    table.above = at;
    if (!table.header) {
        rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(at));
        return;
    }
    const std::size_t unnamed = table.rowNames ? 1 : 0;
    for (std::size_t column = 0; column < std::min(rows[at].size(), table.columns - unnamed); ++column)
        table.names[column + unnamed] = rows[at][column];
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(at) + 1);
}

} // namespace

std::optional<CutTable> cutTable(const ProbedFile& file, const Dialect& dialect, const TableChoice& choice,
                                 Encoding encoding, ReadProgress& progress)
{
    CutTable table;
    table.dialect = dialect;
    table.dialect.quotes = dialect.quotes && choice.quotes.value_or(!areQuotesText(file, dialect.separator));
    table.dialect.escapes = choice.escapes;
    table.dialect.blocks = dialect.keys.empty() && !file.lines.empty() && isBlockLine(file.lines.front());
    Rows rows = sampleTable(file.path, table.dialect, encoding, sampleRows, progress).rows;
    measure(rows, table);
    if (table.columns == 0)
        return std::nullopt;
    if (table.dialect.keys.empty() && !table.dialect.blocks)
        takeHeader(rows, choice, file.head.starts_with("%%MatrixMarket"), table);
    else
        table.names = table.dialect.keys;
    table.names.resize(table.columns);
    std::erase_if(rows, [](const auto& row) { return row.empty(); });
    table.rows = std::move(rows);
    table.facts.reserve(table.columns);
    for (std::size_t column = 0; column < table.columns; ++column)
        table.facts.push_back(columnFacts(table.rows, column));
    table.choice = table.dialect.blocks ? rolesOfBlocks(table) : chooseRoles(table.names, table.facts, table.rows);
    return table;
}

} // namespace tastescope
