#include "core/io/formats/formats.h"

#include <numeric>

namespace tastescope {

namespace {

/// Such rows may be any pairs of users and items, so that they are in order of time is only believed when it is said.
std::optional<Recognised> recogniseSasrec(std::span<const ProbedFile> files, const ImportOptions& options,
                                          ReadProgress&)
{
    if (options.format != "sasrec")
        return std::nullopt;
    const ProbedFile* rows =
        findGiven(files, [](const ProbedFile& file) { return file.fits(" ", "ww") || !file.problem.empty(); });
    if (!rows)
        return std::nullopt;
    TableLayout layout = fixedLayout(" ", {ColumnRole::User, ColumnRole::Item});
    layout.wholeNumberIds = true;
    return Recognised{.reason = "rows of user and item set apart by a space, in order of time",
                      .nouns = {},
                      .files = {{rows->path, FileUse::Ratings, layout}},
                      .remarks = {"the lines are in order of time and have none: times are their numbers"}};
}

RawData readInOrder(const Recognised& recognised, ReadContext& context)
{
    RawData data = readTables(recognised, context);
    data.ratings.times.resize(data.ratings.size());
    std::iota(data.ratings.times.begin(), data.ratings.times.end(), std::int64_t{0});
    return data;
}

} // namespace

Format sasrecFormat()
{
    return {.name = "sasrec",
            .title = "SASRec sequences",
            .files = "user item rows in order of time, when --format sasrec says so",
            .extensions = "txt gz",
            .example = "1 2969\n1 1574",
            .recognise = recogniseSasrec,
            .read = readInOrder};
}

} // namespace tastescope
