#include "core/io/formats/format_table.h"
#include "core/io/import_dataset.h"
#include "core/io/table/table_reader.h"

namespace tastescope {

namespace {

std::vector<std::string> safeFields(const RecordReader& record)
{
    if (record.size() == 0)
        return {escaped(record.line())};
    std::vector<std::string> fields;
    for (std::size_t column = 0; column < record.size(); ++column)
        fields.push_back(escaped(record.field(column)));
    return fields;
}

void readRows(const InputTable& table, Encoding encoding, ImportPreview& preview)
{
    const JobContext job;
    ReadProgress progress(job, 0);
    TextScanner scanner(table.path, encoding, progress);
    RecordReader record(scanner, table.layout.dialect);
    RowErrors errors(true);
    readHeader(record, table.layout, errors);
    while (preview.rows.size() < previewRows && record.next()) {
        preview.rows.push_back(safeFields(record));
        preview.lines.push_back(scanner.lineNumber());
        checkRow(record, table.layout, errors);
    }
    preview.encoding = scanner.encodingSeen();
    preview.badRows = errors.listed();
}

} // namespace

ImportPreview previewImport(std::span<const std::filesystem::path> paths, const ImportOptions& options)
{
    if (paths.empty())
        throw Error("No file was chosen.");
    const auto [format, recognised] = recogniseFormat(probe(paths), options);
    const InputTable& ratings = recognised.files.front();
    ImportPreview preview;
    preview.format = format.name;
    preview.formatTitle = format.title;
    preview.reason = recognised.reason;
    for (const InputTable& file : recognised.files) {
        std::error_code ignored;
        const auto size = std::filesystem::file_size(file.path, ignored);
        preview.bytes += ignored ? 0 : static_cast<std::int64_t>(size);
        preview.files.push_back({file.path, toText(file.use)});
    }
    preview.shown = ratings.path;
    preview.separator = ratings.layout.dialect.separator;
    preview.header = ratings.layout.header;
    for (std::size_t column = 0; column < ratings.layout.roles.size(); ++column)
        preview.columns.push_back({escaped(ratings.layout.names[column]), ratings.layout.roles[column]});
    readRows(ratings, options.encoding, preview);
    return preview;
}

} // namespace tastescope
