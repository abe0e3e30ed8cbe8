#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/io/formats/format_table.h"
#include "core/io/import_options.h"
#include "core/io/import_preview.h"
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
///         the data or leave nothing of it; NotEnoughMemory as importMemory() has it; Cancelled. Nothing is
///         half-imported.
/// Cost:   memory as importMemory(), about 50 bytes a row; the files are streamed. Progress by bytes of the files as
/// stored.
Imported importDataset(std::span<const std::filesystem::path> paths, const ImportOptions& options,
                       const JobContext& job = {}, std::span<const Format> formats = formatTable());

/// What importDataset() would read. Throws: BadInput when no reader knows the files; Error for options that cannot be;
/// Cancelled.
/// Cost: reads the first 64 KiB of each file and the rows shown, whatever the size of the files.
ImportPreview previewImport(std::span<const std::filesystem::path> paths, const ImportOptions& options,
                            const JobContext& job = {}, std::span<const Format> formats = formatTable());

} // namespace tastescope
