#include "core/io/import_dataset.h"

#include "core/base/memory_limit.h"
#include "core/io/assemble.h"
#include "core/io/import_memory.h"
#include "core/io/provenance_text.h"
#include "core/io/text/decoder.h"

#include <algorithm>
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

/// What the report says of the reading before a row is read.
void describe(const RecognisedFormat& found, std::span<const ProbedFile> files, ImportReport& report)
{
    const TableLayout& layout = found.recognised.files.front().layout;
    report.format = found.format.name;
    report.formatTitle = found.format.title;
    report.reason = found.recognised.reason;
    report.separator = layout.dialect.separator;
    report.header = layout.header;
    report.runnerUp = found.recognised.runnerUp;
    report.remarks = found.recognised.remarks;
    report.columns.reserve(layout.roles.size());
    for (std::size_t column = 0; column < layout.roles.size(); ++column)
        report.columns.push_back(
            {layout.isNamed() ? layout.names[column] : std::string(), std::string(toText(layout.roles[column]))});
    for (const ProbedFile& file : files) {
        const auto& read = found.recognised.files;
        if (file.given && std::ranges::find(read, file.path, &DataFile::path) == read.end())
            report.leftOut.push_back(
                {file.path.string(), file.problem.empty() ? "it is no part of what was recognised" : file.problem});
    }
}

/// Counts the titles, and says so where a file of titles gave none.
void countTitles(const Dataset& dataset, ImportReport& report)
{
    report.titled = std::ranges::count_if(dataset.items().titles, [](const auto& title) { return !title.empty(); });
    const bool wasRead = std::ranges::find(report.files, "titles", &FileReport::use) != report.files.end();
    if (wasRead && report.titled == 0)
        report.remarks.emplace_back("no item has a title in the file of titles: its ids may be others.");
}

/// "ml-100k" of a folder, "ratings" of a file.
std::string nameOf(const std::filesystem::path& path)
{
    std::filesystem::path name = std::filesystem::absolute(path).lexically_normal();
    if (name.filename().empty())
        name = name.parent_path();
    if (std::filesystem::is_directory(path))
        return name.filename().string();
    return unpackedName(name).stem().string();
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
    const std::vector<ProbedFile> files = probe(paths, extensionsOf(formats), looking);
    const RecognisedFormat found = recogniseFormat(files, options, looking, formats);

    if (!found.recognised.question.empty())
        throw BadInput({found.recognised.files.front().path.string(), 1, 1}, found.recognised.question);

    Imported imported;
    ImportReport& report = imported.report;
    describe(found, files, report);
    requireMemory("Importing " + nameOf(paths[0]), importMemory(found.recognised));
    RawData data = readFiles(found, options, report, job);
    job.report(StageStarted{"splitting the rows"});
    if (options.prefersLastOut && options.split == SplitChoice::Auto && !data.test && !data.ratings.times.empty()) {
        job.report(Note{"The last two of each user are held out, since the model goes by order; data import --split "
                        "chooses otherwise."});
        options.split = SplitChoice::LeaveLastOut;
        options.splitOptions.rule = SplitRule::LeaveLastOut;
        options.splitOptions.coldShare = 0;
    }
    const bool isGiven = data.test && (options.split == SplitChoice::Auto || options.split == SplitChoice::Given);
    const bool hasValidation = isGiven && data.validation;
    DatasetParts parts = assemble(std::move(data), options, report, job);
    parts.name = nameOf(paths[0]);
    parts.nouns = found.recognised.nouns;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    parts.provenance = provenanceOf(options, report,
                                    !isGiven        ? GivenParts::None
                                    : hasValidation ? GivenParts::Three
                                                    : GivenParts::Two);
    job.throwIfStopped();
    imported.dataset = std::make_shared<const Dataset>(std::move(parts));
    countTitles(*imported.dataset, report);
    return imported;
}

} // namespace tastescope
