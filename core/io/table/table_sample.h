#pragma once

#include "core/io/table/row_errors.h"
#include "core/io/table/table_layout.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tastescope {

/// The first rows of a table as text.
struct TableSample
{
    std::vector<std::vector<std::string>> rows; ///< a damaged row has no fields
    std::vector<std::int64_t> lines;            ///< by row: where it stands in the file
    std::string encoding;
};

/// Looks at the first MiB alone. Throws: BadInput when the file is no text; Cancelled.
TableSample sampleTable(const std::filesystem::path& path, const Dialect& dialect, Encoding encoding,
                        std::size_t mostRows, ReadProgress& progress);

} // namespace tastescope
