#include "core/io/import_dataset.h"

#include "core/base/memory_limit.h"
#include "core/io/assemble.h"
#include "core/io/import_memory.h"
#include "core/io/provenance_text.h"

#include <chrono>

namespace tastescope {

namespace {

RawData readFiles(const RecognisedFormat& found, const ImportOptions& options, ImportReport& report,
                  const JobContext& job)
{
    ReadProgress progress(job, found.recognised.storedBytes(), options.sizes);
    RowErrors errors(options.skipBadRows);
    ReadContext context{options.encoding, progress, errors, report};
    RawData data = found.format.read(found.recognised, context);
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
                       const JobContext& job, std::span<const Format> formats)
{
    if (paths.empty())
        throw Error("No file was chosen.");
    const auto start = std::chrono::steady_clock::now();
    ImportOptions options = givenOptions;
    options.splitOptions.rule =
        options.split == SplitChoice::LeaveLastOut ? SplitRule::LeaveLastOut : SplitRule::Random;
    options.splitOptions.byLine = options.order == Order::Line;
    if (options.order == Order::Line && options.split != SplitChoice::LeaveLastOut)
        throw Error("The order of lines is that of a leave-last-out split, and split is "
                    + std::string(toText(options.split)) + ". Choose leave-last-out, or the order of times.");
    job.report(StageStarted{"recognising the format"});
    ReadProgress looking(job, 0, options.sizes);
    const RecognisedFormat found =
        recogniseFormat(probe(paths, extensionsOf(formats), looking), options, looking, formats);

    if (!found.recognised.question.empty())
        throw BadInput({found.recognised.files.front().path.string(), 1, 1}, found.recognised.question);

    Imported imported;
    ImportReport& report = imported.report;
    report.format = found.format.name;
    report.formatTitle = found.format.title;
    report.reason = found.recognised.reason;
    requireMemory("Importing " + nameOf(paths[0]), importMemory(found.recognised));
    RawData data = readFiles(found, options, report, job);
    job.report(StageStarted{"splitting the rows"});
    const bool isGiven = data.test && (options.split == SplitChoice::Auto || options.split == SplitChoice::Given);
    DatasetParts parts = assemble(std::move(data), options, report, job);
    parts.name = nameOf(paths[0]);
    parts.nouns = found.recognised.nouns;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    parts.provenance = provenanceOf(options, report, isGiven);
    job.throwIfStopped();
    imported.dataset = std::make_shared<const Dataset>(std::move(parts));
    return imported;
}

} // namespace tastescope
