#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/io/import_options.h"
#include "core/io/import_report.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

struct Imported
{
    std::shared_ptr<const Dataset> dataset;
    ImportReport report;
};

/// Files of any known format to a dataset. One path may be a folder; a single file brings along what stands beside it
/// and belongs to it (titles, the other half of a split).
///
/// Ids stay strings and are numbered in order of first appearance; users and items without a positive are left out.
/// Throws: BadInput naming FILE:LINE:COLUMN, what was found and what was expected: for the first bad row unless
///         options.skipBadRows, for what no reader knows, when no row can be read; Error for options that do not fit
///         the data or leave nothing of it; Cancelled. Nothing is half-imported.
/// Cost:   memory about 50 bytes a row; the files are streamed. Progress by bytes of the files as stored.
Imported importDataset(std::span<const std::filesystem::path> paths, const ImportOptions& options,
                       const JobContext& job = {});

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

/// The beginning of what importDataset() would read with the same options.
struct ImportPreview
{
    std::string format;             ///< name of formatTable()
    std::string formatTitle;        ///< "MovieLens 100K"
    std::string reason;             ///< what it was recognised by
    std::vector<PreviewFile> files; ///< that will be read
    std::int64_t bytes = 0;         ///< of them, as stored
    std::filesystem::path shown;    ///< the file the rows are from
    std::string separator;
    bool header = false;
    std::string encoding; ///< as seen in the rows shown
    std::vector<PreviewColumn> columns;
    std::vector<std::vector<std::string>>
        rows;                        ///< at most previewRows, bad ones included, as text that is safe to show
    std::vector<std::int64_t> lines; ///< by row: its line in the file
    std::vector<BadRow> badRows;     ///< among them
};

inline constexpr std::size_t previewRows = 200;

/// Throws: BadInput when no reader knows the files; Error for options that cannot be.
/// Cost: reads the first 64 KiB of each file and the rows shown, whatever the size of the files.
ImportPreview previewImport(std::span<const std::filesystem::path> paths, const ImportOptions& options);

} // namespace tastescope
