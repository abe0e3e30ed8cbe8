#include "core/io/import_dataset.h"

#include "core/base/parallel.h"
#include "core/io/assemble.h"
#include "core/io/formats/format_table.h"
#include "core/io/formats/negatives_reader.h"
#include "core/io/provenance_text.h"

#include <chrono>

namespace tastescope {

namespace {

std::int64_t totalBytes(const Recognised& recognised)
{
    std::int64_t total = 0;
    std::error_code ignored;
    for (const InputTable& file : recognised.files)
        if (const auto size = std::filesystem::file_size(file.path, ignored); !ignored)
            total += static_cast<std::int64_t>(size);
    return total;
}

FileReport readFile(const InputTable& file, ReadContext& context, RawData& data, ImportReport& report)
{
    switch (file.use) {
    case FileUse::Ratings:
        return readRatings(file.path, file.layout, context, data, data.ratings);
    case FileUse::Test:
        return readRatings(file.path, file.layout, context, data, data.test.emplace());
    case FileUse::Titles:
        return readTitles(file.path, file.layout, context, data);
    case FileUse::Negatives:
        break;
    }
    GivenLists given = readNegatives(file.path, context, data, data.test.value());
    data.testLists = std::move(given.lists);
    report.skippedNegatives = given.skipped;
    return given.report;
}

RawData readFiles(const Recognised& recognised, const ImportOptions& options, ImportReport& report,
                  const JobContext& job)
{
    ReadProgress progress(job, totalBytes(recognised));
    RowErrors errors(options.skipBadRows);
    ReadContext context{options.encoding, progress, errors};
    RawData data;
    for (const InputTable& file : recognised.files) {
        job.report(StageStarted{"reading " + file.path.filename().string()});
        FileReport read = readFile(file, context, data, report);
        read.use = toText(file.use);
        if (file.use == FileUse::Ratings || file.use == FileUse::Test)
            report.rows += read.rows;
        report.files.push_back(std::move(read));
    }
    report.badRowCount = errors.count();
    report.badRows = errors.listed();
    if (report.rows == 0 && !report.badRows.empty())
        throw BadInput(report.badRows[0].place,
                       "no row of the file could be read; the first: " + report.badRows[0].reason);
    return data;
}

/// "ml-100k" of a folder, "ratings" of a file.
std::string nameOf(const std::filesystem::path& path)
{
    std::filesystem::path name = std::filesystem::absolute(path).lexically_normal();
    if (name.filename().empty())
        name = name.parent_path();
    if (std::filesystem::is_directory(path))
        return name.filename().string();
    return (name.extension() == ".gz" ? name.stem().stem() : name.stem()).string();
}

} // namespace

Imported importDataset(std::span<const std::filesystem::path> paths, const ImportOptions& givenOptions,
                       const JobContext& job)
{
    if (paths.empty())
        throw Error("No file was chosen.");
    const auto start = std::chrono::steady_clock::now();
    ImportOptions options = givenOptions;
    options.splitOptions.rule =
        options.split == SplitChoice::LeaveLastOut ? SplitRule::LeaveLastOut : SplitRule::Random;
    job.report(StageStarted{"recognising the format"});
    const auto [format, recognised] = recogniseFormat(probe(paths), options);

    Imported imported;
    ImportReport& report = imported.report;
    report.format = format.name;
    report.formatTitle = format.title;
    report.reason = recognised.reason;
    RawData data = readFiles(recognised, options, report, job);
    job.report(StageStarted{"splitting the rows"});
    const bool isGiven = data.test && (options.split == SplitChoice::Auto || options.split == SplitChoice::Given);
    DatasetParts parts = assemble(std::move(data), options, report, job);
    parts.name = nameOf(paths[0]);
    parts.nouns = recognised.nouns;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    parts.provenance = provenanceOf(options, report, isGiven);
    job.throwIfStopped();
    imported.dataset = std::make_shared<const Dataset>(std::move(parts));
    return imported;
}

} // namespace tastescope
