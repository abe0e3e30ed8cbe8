#include "core/io/formats/formats.h"
#include "core/io/table/table_reader.h"

namespace tastescope {

namespace {

std::vector<std::string> safeFields(const RecordReader& record)
{
    if (record.size() == 0)
        return {escaped(record.line())};
    std::vector<std::string> fields;
    for (std::size_t column = 0; column < std::min(record.size(), mostTableColumns); ++column)
        fields.push_back(escaped(record.field(column)));
    return fields;
}

/// A file of titles that was only found beside the ratings never stops the import.
void readTitleFile(const DataFile& file, ReadContext& context, RawData& data)
try {
    addFile(context.report, file.use, readTitles(file.path, file.layout, context, data));
} catch (const BadInput& error) {
    if (file.given)
        throw;
    context.report.remarks.push_back("not all titles were read: " + std::string(error.what()));
}

} // namespace

void addFile(ImportReport& report, FileUse use, FileReport read)
{
    read.use = toText(use);
    if (use == FileUse::Ratings || use == FileUse::Validation || use == FileUse::Test || use == FileUse::Playlists)
        report.rows += read.rows;
    report.files.push_back(std::move(read));
}

void readTable(const DataFile& file, ReadContext& context, RawData& data)
{
    context.progress.job().report(StageStarted{"reading " + file.path.filename().string()});
    if (file.use == FileUse::Titles) {
        readTitleFile(file, context, data);
        return;
    }
    const auto part = [](std::optional<Ratings>& rows) -> Ratings& { return rows ? *rows : rows.emplace(); };
    Ratings& into = file.use == FileUse::Test         ? part(data.test)
                    : file.use == FileUse::Validation ? part(data.validation)
                                                      : data.ratings;
    addFile(context.report, file.use, readRatings(file.path, file.layout, context, data, into));
}

RawData readTables(const Recognised& recognised, ReadContext& context)
{
    RawData data;
    for (const DataFile& file : recognised.files)
        readTable(file, context, data);
    return data;
}

void previewTable(const Recognised& recognised, Encoding encoding, ReadProgress& progress, ImportPreview& preview)
{
    const DataFile& ratings = recognised.files.front();
    preview.separator = ratings.layout.dialect.separator;
    preview.header = ratings.layout.header;
    for (std::size_t column = 0; column < ratings.layout.roles.size(); ++column)
        preview.columns.push_back({escaped(ratings.layout.names[column]), ratings.layout.roles[column]});

    TextScanner scanner(ratings.path, encoding, progress);
    RecordReader record(scanner, rowDialect(ratings.layout));
    RowErrors errors(true);
    readHeader(record, ratings.layout, errors);
    while (preview.rows.size() < previewRows && record.next()) {
        preview.rows.push_back(safeFields(record));
        preview.lines.push_back(scanner.lineNumber());
        checkRow(record, ratings.layout, errors);
    }
    preview.encoding = scanner.encodingSeen();
    preview.badRows = errors.listed();
}

} // namespace tastescope
