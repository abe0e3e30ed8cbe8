#pragma once

#include "core/io/raw_data.h"
#include "core/io/read_context.h"
#include "core/io/table/table_layout.h"

#include <filesystem>

namespace tastescope {

/// Appends the rows of a table of users and items to `into`, giving new ids new numbers.
/// Throws: BadInput at the first bad row, unless the context skips them; when the file holds no row at all.
FileReport readRatings(const std::filesystem::path& path, const TableLayout& layout, ReadContext& context,
                       RawData& data, Ratings& into);

/// Gives the items of `data` their titles and details; of other items the ids are kept as unseen.
FileReport readTitles(const std::filesystem::path& path, const TableLayout& layout, ReadContext& context,
                      RawData& data);

/// How the rows of a table are cut: a line that begins with # is one when it has the columns of the table.
Dialect rowDialect(const TableLayout& layout);

/// Whether readRatings() would take this row; if not, `errors` knows why.
bool checkRow(RecordReader& record, const TableLayout& layout, RowErrors& errors);

/// The first row of a table that has a header. Rejects it when it is not the expected one.
void readHeader(RecordReader& records, const TableLayout& layout, RowErrors& errors);

} // namespace tastescope
