#include "core/io/table/table_guess.h"

#include "core/io/table/column_names.h"
#include "core/io/table/table_shape.h"
#include "core/io/text/json_line.h"

#include <algorithm>
#include <set>

namespace tastescope {

namespace {

/// Whether most rows have a tab inside a column: then it is the tab that parts them.
bool holdsTabs(const CutTable& table)
{
    const auto hasTab = [](const auto& row) {
        return std::ranges::any_of(row, [](const std::string& field) { return field.find('\t') != std::string::npos; });
    };
    return std::ranges::count_if(table.rows, hasTab) * 2 > static_cast<std::ptrdiff_t>(table.rows.size());
}

/// How likely it is that a file is cut so: rows of one length, under a header of the same length, of columns that read
/// as users, items and ratings.
double scoreOf(const CutTable& table, std::size_t separatorRank)
{
    if (table.columns < 2 || table.share < 0.5)
        return 0;
    const auto known = std::ranges::count_if(table.names, [](const auto& name) { return readName(name).strength > 0; });
    const bool isSpace = table.dialect.separator == " ";
    const double reading = std::clamp(table.choice.points, -10.0, 30.0) / 2;
    return 100 * table.share - 30 * table.damaged + (table.headerFits ? 30 : 0)
           + 3 * static_cast<double>(std::min<std::ptrdiff_t>(known, 4)) + reading - (isSpace ? 6 : 0)
           - (holdsTabs(table) ? 40 : 0) + 0.1 * static_cast<double>(std::min<std::size_t>(table.columns, 5))
           - 0.01 * static_cast<double>(separatorRank);
}

std::optional<CutTable> bestCut(const ProbedFile& file, const TableChoice& choice, Encoding encoding,
                                ReadProgress& progress)
{
    if (areJsonLines(file.lines)) {
        Dialect dialect{.separator = "", .quotes = false};
        dialect.keys = jsonKeys(file.lines);
        return cutTable(file, dialect, choice, encoding, progress);
    }
    if (choice.separator)
        return cutTable(file, {*choice.separator, true, true}, choice, encoding, progress);
    std::optional<CutTable> best;
    double bestScore = 0;
    for (std::size_t rank = 0; rank < guessedSeparators.size(); ++rank) {
        const std::string_view separator = guessedSeparators[rank];
        const auto has = [&](const std::string& line) { return line.find(separator) != std::string::npos; };
        const bool areBlocks = separator == "," && !file.lines.empty() && isBlockLine(file.lines.front());
        if (std::ranges::none_of(file.lines, has) && !areBlocks)
            continue;
        auto table = cutTable(file, {std::string(separator), true, true}, choice, encoding, progress);
        const double score = table ? scoreOf(*table, rank) : 0;
        if (score > bestScore) {
            bestScore = score;
            best = std::move(table);
        }
    }
    return best;
}

std::string columnsLine(const std::vector<ColumnRole>& roles)
{
    std::string line = "--columns ";
    for (std::size_t column = 0; column < roles.size(); ++column)
        line += (column == 0 ? "" : ",") + std::string(toText(roles[column]));
    return line;
}

std::string nameOf(const CutTable& table, std::size_t column)
{
    return table.names[column].empty() ? "column " + std::to_string(column + 1)
                                       : "\"" + escaped(table.names[column], 40) + "\"";
}

/// "user is column 1, item is "artist" (--columns user,item,-)"
std::string readingText(const CutTable& table, const std::vector<ColumnRole>& roles)
{
    std::string text;
    for (const ColumnRole role : {ColumnRole::User, ColumnRole::Item})
        if (const auto place = std::ranges::find(roles, role); place != roles.end())
            text += (text.empty() ? "" : ", ") + std::string(toText(role)) + " is "
                    + nameOf(table, static_cast<std::size_t>(place - roles.begin()));
    return text + " (" + columnsLine(roles) + ")";
}

std::string columnList(const CutTable& table)
{
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t column = 0; column < std::min(table.columns, most); ++column)
        text += (column == 0 ? "" : ", ") + nameOf(table, column);
    return table.columns > most ? text + " and " + std::to_string(table.columns - most) + " more" : text;
}

/// Why this is no table of a row a pair; empty: it is one.
std::string refusalOf(const CutTable& table)
{
    if (table.choice.isMatrix)
        return "found a matrix of " + std::to_string(table.columns)
               + " columns of numbers, expected a row of user and item each: write it as user,item,rating first, or "
                 "say which columns are which with --columns.";
    if (table.choice.isUnfit)
        return "found the columns " + columnList(table)
               + ", of which none can be told to hold the users and another the items. If they stand in two tables, "
                 "join these first; else say which columns are which, for instance "
               + columnsLine({ColumnRole::User, ColumnRole::Item, ColumnRole::Rating}) + ".";
    return {};
}

/// What is to be known of columns that are called rating or time but are none.
void addRemarks(const CutTable& table, TableGuess& guess)
{
    for (std::size_t column = 0; column < table.columns; ++column) {
        const NameSays says = readName(table.names[column]);
        const bool isLeft = guess.layout.roles[column] == ColumnRole::Ignored;
        if (!isLeft || says.strength < 2 || guess.layout.has(says.role))
            continue;
        const std::string& why = table.facts[column].remark;
        if (says.role == ColumnRole::Time || says.role == ColumnRole::Rating)
            guess.remarks.push_back(
                "the column " + nameOf(table, column) + " is left out: "
                + (why.empty() ? "what it holds is not read as a " + std::string(toText(says.role)) : why) + ".");
    }
}

/// Where ratings are yes or no, that a no is a like, too, unless somebody says otherwise.
void addFlagRemark(const CutTable& table, TableGuess& guess)
{
    const auto column = guess.layout.columnOf(ColumnRole::Rating);
    if (column && *column < table.facts.size() && table.facts[*column].kind == ColumnKind::Flag)
        guess.remarks.push_back("the column " + nameOf(table, *column)
                                + " says yes or no, and every row is a like: leave out those that say no with "
                                  "--min-rating 1.");
}

/// The kinds of events, and how some of them are chosen.
void addKinds(const CutTable& table, TableGuess& guess)
{
    const auto column = guess.layout.columnOf(ColumnRole::Kind);
    if (!column || !guess.layout.kinds.empty())
        return;
    std::set<std::string> kinds;
    for (const auto& row : table.rows)
        if (*column < row.size() && !isMissing(row[*column]))
            kinds.insert(row[*column]);
    std::string text;
    for (const std::string& kind : kinds)
        text += (text.empty() ? "" : ",") + escaped(kind, 30);
    guess.remarks.push_back("the column " + nameOf(table, *column) + " tells kinds of events (" + text
                            + "), which all count alike: choose some with --kinds, for instance --kinds "
                            + escaped(kinds.empty() ? "" : *kinds.begin(), 30) + "=2, and how much they weigh.");
}

void setForms(const CutTable& table, const TableChoice& choice, TableLayout& layout)
{
    const auto factsOf = [&](ColumnRole role) {
        const auto column = layout.columnOf(role);
        return column && *column < table.facts.size() ? table.facts[*column] : ColumnFacts();
    };
    const ColumnRole values = layout.has(ColumnRole::Rating) ? ColumnRole::Rating : ColumnRole::Weight;
    layout.numbers = choice.numbers.value_or(factsOf(values).numbers);
    layout.times = choice.times.value_or(factsOf(ColumnRole::Time).times);
}

TableGuess guessOf(const CutTable& table, const TableChoice& choice)
{
    TableGuess guess;
    guess.points = table.choice.points;
    TableLayout& layout = guess.layout;
    layout.dialect = table.dialect;
    layout.header = table.header;
    layout.above = table.above;
    layout.rowNames = table.rowNames;
    layout.trailing = table.trailing;
    layout.roles = choice.roles.value_or(table.choice.roles);
    layout.roles.resize(std::max(table.columns, layout.roles.size()), ColumnRole::Ignored);
    for (std::size_t column = 0; column < layout.roles.size(); ++column) {
        const bool isNamed = layout.isNamed() && column < table.columns;
        const bool isUsed = layout.roles[column] != ColumnRole::Ignored;
        layout.names.push_back(isNamed                       ? table.names[column]
                               : isUsed && !layout.isNamed() ? std::string(toText(layout.roles[column]))
                                                             : "column " + std::to_string(column + 1));
    }
    layout.kinds = choice.kinds;
    setForms(table, choice, layout);
    return guess;
}

} // namespace

std::optional<TableGuess> guessLayout(const ProbedFile& file, const TableChoice& choice, Encoding encoding,
                                      ReadProgress& progress)
{
    if (!file.problem.empty())
        return std::nullopt;
    const auto table = bestCut(file, choice, encoding, progress);
    if (!table)
        return std::nullopt;
    TableGuess guess = guessOf(*table, choice);
    if (guess.layout.has(ColumnRole::Rating) && guess.layout.has(ColumnRole::Weight))
        throw Error("A table has a column of ratings or one of weights, not both: leave one out with -.");
    if (choice.roles)
        return guess;
    guess.refusal = refusalOf(*table);
    addRemarks(*table, guess);
    addKinds(*table, guess);
    addFlagRemark(*table, guess);
    if (!table->choice.runnerUp.empty())
        guess.runnerUp = readingText(*table, table->choice.runnerUp);
    if (table->choice.isNear)
        guess.question = "this can be read in two ways: " + readingText(*table, table->choice.roles) + ", or "
                         + guess.runnerUp + ". Say which it is with --columns.";
    return guess;
}

std::optional<TableLayout> guessTitles(const ProbedFile& file, const TableLayout& ratings, const TableChoice& choice,
                                       Encoding encoding, ReadProgress& progress)
{
    const std::size_t ratedItem = ratings.columnOf(ColumnRole::Item).value();
    TableChoice cut;
    cut.separator = choice.separator;
    cut.quotes = choice.quotes;
    cut.escapes = choice.escapes;
    const auto guess = ratings.isNamed() ? guessLayout(file, cut, encoding, progress) : std::nullopt;
    if (!guess || !guess->layout.isNamed())
        return std::nullopt;
    TableLayout layout = guess->layout;
    layout.roles.assign(layout.roles.size(), ColumnRole::Ignored);
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        const ColumnRole named = roleOfName(layout.names[column]);
        if (plainName(layout.names[column]) == plainName(ratings.names[ratedItem]) && !layout.has(ColumnRole::Item))
            layout.roles[column] = ColumnRole::Item;
        else if (named == ColumnRole::Title && !layout.has(named))
            layout.roles[column] = named;
        else if ((named == ColumnRole::Detail || named == ColumnRole::Item) && !layout.has(ColumnRole::Detail))
            layout.roles[column] = ColumnRole::Detail; // of an album its artist
    }
    return layout.has(ColumnRole::Item) && layout.has(ColumnRole::Title) ? std::optional(layout) : std::nullopt;
}

} // namespace tastescope
