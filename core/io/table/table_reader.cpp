#include "core/io/table/table_reader.h"

#include "core/base/number_text.h"
#include "core/io/table/kind_filter.h"
#include "core/io/table/plain_reader.h"
#include "core/io/table/ratings_writer.h"
#include "core/io/text/field_values.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

std::string found(std::string_view text)
{
    return text.empty() ? "found nothing" : "found \"" + escaped(text, 40) + "\"";
}

std::string plain(double value)
{
    std::string text = fixedText(value, 6);
    text.erase(text.find_last_not_of('0') + 1);
    return text.back() == '.' ? text + "0" : text;
}

/// What is wrong with an id, empty when nothing is.
std::string checkId(std::string_view text, ColumnRole role, const TableLayout& layout)
{
    if (layout.wholeNumberIds ? parseWhole(text).has_value() : !isMissing(text))
        return {};
    return found(text) + ", expected the " + std::string(toText(role))
           + (layout.wholeNumberIds ? " as a whole number." : "'s id.");
}

std::string takeValue(ColumnRole role, std::string_view text, const TableLayout& layout, TableRow& row)
{
    const auto value = parseReal(text, layout.numbers);
    // Written so that nothing but a number inside the range passes; a float must hold it too.
    if (value && *value >= layout.lowestRating && *value <= layout.highestRating && std::abs(*value) < 3e38) {
        row.rating = *value + 0.0; // -0 becomes 0
        return {};
    }
    const bool bounded = layout.highestRating < 1e300;
    return found(text) + ", expected the " + std::string(toText(role)) + " as a number"
           + (bounded ? " from " + plain(layout.lowestRating) + " to " + plain(layout.highestRating) + "." : ".");
}

std::string takeTime(std::string_view text, const TableLayout& layout, TableRow& row)
{
    const auto time = parseTime(text, layout.times);
    if (!time)
        return found(text) + ", expected the time in seconds or milliseconds since 1970 or as 2003-05-17T12:30:59.";
    row.time = *time;
    return {};
}

std::string takeField(ColumnRole role, std::string_view text, const TableLayout& layout, TableRow& row)
{
    switch (role) {
    case ColumnRole::User:
        row.user = text;
        return checkId(text, role, layout);
    case ColumnRole::Item:
        row.item = text;
        return checkId(text, role, layout);
    case ColumnRole::Rating:
    case ColumnRole::Weight:
        return takeValue(role, text, layout, row);
    case ColumnRole::Time:
        return takeTime(text, layout, row);
    case ColumnRole::Title:
        row.title = text;
        return {};
    case ColumnRole::Kind:
        row.kind = text;
        return {};
    case ColumnRole::Ignored:
    case ColumnRole::Detail:
        return {};
    }
    return {};
}

std::string wrongCount(const RecordReader& record, const TableLayout& layout)
{
    const std::size_t expected = layout.roles.size();
    return "found " + std::to_string(record.size()) + (record.size() == 1 ? " column" : " columns") + ", expected "
           + std::to_string(expected) + " (" + namesText(layout) + ").";
}

/// Reads the row's fields by their roles. False: the row was rejected.
bool takeRow(RecordReader& record, const TableLayout& layout, RowErrors& errors, TableRow& row)
{
    if (const auto& problem = record.problem()) {
        errors.reject(problem->place, record.line(), problem->text);
        return false;
    }
    const std::size_t columns = layout.roles.size();
    if (!layout.dialect.quotes && record.size() > columns)
        if (const auto title = layout.columnOf(ColumnRole::Title))
            record.merge(*title, record.size() - columns);
    const bool isEnded = layout.trailing && record.size() == columns + 1 && record.field(columns).empty();
    if (layout.moreItems ? record.size() < 1 : record.size() != columns && !isEnded) {
        errors.reject(record.place(std::min(record.size(), columns)), record.line(), wrongCount(record, layout));
        return false;
    }
    for (std::size_t column = 0; column < std::min(columns, record.size()); ++column) {
        const std::string wrong = takeField(layout.roles[column], record.field(column), layout, row);
        if (!wrong.empty()) {
            errors.reject(record.place(column), record.line(), wrong);
            return false;
        }
    }
    return true;
}

/// The items after the first of a row "user item item ...".
std::int64_t addMoreItems(const RecordReader& record, const TableLayout& layout, RowErrors& errors, TableRow row,
                          RatingsWriter& writer)
{
    std::int64_t count = 0;
    for (std::size_t column = layout.roles.size(); column < record.size(); ++column) {
        const std::string wrong = takeField(ColumnRole::Item, record.field(column), layout, row);
        if (!wrong.empty()) {
            errors.reject(record.place(column), record.line(), wrong);
            return count;
        }
        writer.add(row);
        ++count;
    }
    return count;
}

} // namespace

Dialect rowDialect(const TableLayout& layout)
{
    Dialect dialect = layout.dialect;
    dialect.columns = layout.roles.size();
    return dialect;
}

bool checkRow(RecordReader& record, const TableLayout& layout, RowErrors& errors)
{
    TableRow row;
    if (!takeRow(record, layout, errors, row))
        return false;
    for (std::size_t column = layout.roles.size(); layout.moreItems && column < record.size(); ++column)
        if (const std::string wrong = takeField(ColumnRole::Item, record.field(column), layout, row); !wrong.empty()) {
            errors.reject(record.place(column), record.line(), wrong);
            return false;
        }
    return true;
}

void readHeader(RecordReader& records, const TableLayout& layout, RowErrors& errors)
{
    for (std::size_t row = 0; row < layout.above; ++row)
        if (!records.next())
            return;
    if (!layout.header)
        return;
    if (!records.next())
        return;
    if (const auto& problem = records.problem())
        return errors.reject(problem->place, records.line(), problem->text);
    const std::size_t unnamed = layout.rowNames ? 1 : 0;
    for (std::size_t column = 0; column + unnamed < layout.names.size(); ++column)
        if (column >= records.size() || records.field(column) != layout.names[column + unnamed])
            return errors.reject(records.place(column), records.line(),
                                 found(column < records.size() ? records.field(column) : "")
                                     + ", expected a header line with the columns " + namesText(layout) + ".");
}

FileReport readRatings(const std::filesystem::path& path, const TableLayout& layout, ReadContext& context,
                       RawData& data, Ratings& into)
{
    TextScanner scanner(path, context.encoding, context.progress);
    RecordReader record(scanner, rowDialect(layout));
    RatingsWriter writer(layout, data, into);
    FileReport report;
    KindFilter kinds(layout);
    const bool hasValue = layout.valueColumn().has_value();
    std::int64_t rowNumber = 0;
    readHeader(record, layout, context.errors);
    const std::int64_t badBefore = context.errors.count();
    const auto readCarefully = [&] {
        if (!record.next())
            return false;
        TableRow row;
        if (!takeRow(record, layout, context.errors, row))
            return true;
        const auto weight = kinds.weightOf(row.kind);
        if (!weight)
            return true;
        row.rating = hasValue ? row.rating * *weight : *weight;
        const std::string number = layout.rowIsUser ? std::to_string(rowNumber++) : std::string();
        row.user = layout.rowIsUser ? number : row.user;
        if (!layout.moreItems || (record.size() >= layout.roles.size() && !layout.rowIsUser)) {
            writer.add(row);
            ++report.rows;
        }
        report.rows += layout.moreItems ? addMoreItems(record, layout, context.errors, row, writer) : 0;
        return true;
    };
    if (const auto parser = PlainRowParser::make(layout))
        report.rows += PlainReader(*parser, scanner, context.progress, data, into).read(readCarefully);
    while (readCarefully()) { // all, or none that is left
    }
    if (report.rows == 0 && context.errors.count() == badBefore)
        throw BadInput({path.string(), scanner.lineNumber() + 1, 1},
                       std::string(scanner.lineNumber() == 0 ? "the file is empty" : "the file ends here without a row")
                           + ", expected rows of " + namesText(layout) + ".");
    kinds.tell(context.report);
    if (record.commentCount() > 0)
        context.report.passedOver.push_back(
            {"lines that begin with # or % in " + path.filename().string(), record.commentCount()});
    report.encoding = scanner.encodingSeen();
    report.source = scanner.finish();
    return report;
}

FileReport readTitles(const std::filesystem::path& path, const TableLayout& layout, ReadContext& context, RawData& data)
{
    TextScanner scanner(path, context.encoding, context.progress);
    RecordReader record(scanner, rowDialect(layout));
    const std::size_t itemColumn = layout.columnOf(ColumnRole::Item).value();
    const std::size_t titleColumn = layout.columnOf(ColumnRole::Title).value();
    const auto detailColumn = layout.columnOf(ColumnRole::Detail);
    Catalogue& items = data.items;
    items.titles.resize(items.size());
    items.details.resize(detailColumn ? items.size() : 0);
    FileReport report;
    readHeader(record, layout, context.errors);
    while (record.next()) {
        TableRow row;
        if (!takeRow(record, layout, context.errors, row))
            continue;
        ++report.rows;
        const auto item = items.ids.find(record.field(itemColumn));
        if (!item) {
            data.unseenItems.add(record.field(itemColumn));
            continue;
        }
        items.titles[static_cast<std::size_t>(*item)] = record.field(titleColumn);
        if (detailColumn)
            items.details[static_cast<std::size_t>(*item)] = record.field(*detailColumn);
    }
    report.encoding = scanner.encodingSeen();
    report.source = scanner.finish();
    return report;
}

} // namespace tastescope
