#pragma once

#include "core/io/import_report.h"
#include "core/io/table/table_layout.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tastescope {

struct PreviewColumn
{
    std::string name; ///< from the header, or what the format calls it
    ColumnRole role = ColumnRole::Ignored;
};

struct PreviewFile
{
    std::filesystem::path path;
    std::string use; ///< "ratings", "titles"
};

inline constexpr std::size_t previewRows = 200;

/// The beginning of what importDataset() would read with the same options.
struct ImportPreview
{
    std::string format;             ///< name of formatTable()
    std::string formatTitle;        ///< "MovieLens 100K"
    std::string reason;             ///< what it was recognised by
    std::vector<PreviewFile> files; ///< that will be read
    std::int64_t bytes = 0;         ///< of them, as stored
    std::filesystem::path shown;    ///< the file the rows are from
    std::string separator;          ///< empty where the format has none
    bool header = false;
    std::string encoding; ///< as seen in the rows shown
    std::vector<PreviewColumn> columns;
    bool isNear = false; ///< other columns are as good, and the reason says which: importDataset() refuses to choose
    std::vector<std::vector<std::string>>
        rows;                        ///< at most previewRows, bad ones included, as text that is safe to show
    std::vector<std::int64_t> lines; ///< by row: its line in the file
    std::vector<BadRow> badRows;     ///< among them
};

} // namespace tastescope
