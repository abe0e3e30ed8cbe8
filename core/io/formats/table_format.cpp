#include "core/io/formats/formats.h"
#include "core/io/table/column_names.h"
#include "core/io/table/table_guess.h"

namespace tastescope {

namespace {

std::string wordFor(const std::string& separator)
{
    return separator == "\t" ? "tabs" : separator == " " ? "spaces" : "\"" + separator + "\"";
}

/// How well a table serves as ratings: a column that is called user, then size.
std::pair<bool, std::int64_t> rank(const ProbedFile& file, const TableLayout& layout)
{
    const std::size_t user = layout.columnOf(ColumnRole::User).value();
    return {roleOfName(layout.names[user]) == ColumnRole::User && layout.header, file.bytes};
}

/// The file of the ratings and how it is read.
struct RatingsFile
{
    const ProbedFile* file = nullptr;
    TableGuess guess;
};

/// The best of the files given. Throws: BadInput when there are tables, but none is of users and items.
std::optional<RatingsFile> findRatings(std::span<const ProbedFile> files, const ImportOptions& options,
                                       ReadProgress& progress)
{
    RatingsFile best;
    std::optional<BadInput> refusal;
    for (const ProbedFile& file : files) {
        auto guess = file.given ? guessLayout(file, options.table, options.encoding, progress) : std::nullopt;
        if (!guess)
            continue;
        if (!guess->refusal.empty()) {
            if (!refusal)
                refusal.emplace(FilePlace{file.path.string(), 1, 1}, guess->refusal);
            continue;
        }
        if (!guess->layout.has(ColumnRole::User) || !guess->layout.has(ColumnRole::Item))
            continue;
        if (!best.file || rank(file, guess->layout) > rank(*best.file, best.guess.layout))
            best = {&file, std::move(*guess)};
    }
    if (!best.file && refusal)
        throw BadInput(*refusal);
    return best.file ? std::optional(std::move(best)) : std::nullopt;
}

std::optional<Recognised> recogniseTable(std::span<const ProbedFile> files, const ImportOptions& options,
                                         ReadProgress& progress)
{
    const auto ratings = findRatings(files, options, progress);
    if (!ratings)
        return std::nullopt;
    const TableLayout& layout = ratings->guess.layout;
    Recognised found{std::to_string(layout.roles.size()) + " columns set apart by " + wordFor(layout.dialect.separator)
                         + (layout.header ? ", with a header" : ", without a header"),
                     {},
                     {}};
    found.runnerUp = ratings->guess.runnerUp;
    found.question = ratings->guess.question;
    found.remarks = ratings->guess.remarks;
    found.files.push_back({ratings->file->path, FileUse::Ratings, layout});
    for (const ProbedFile& file : files) {
        if (&file == ratings->file || layout.has(ColumnRole::Title))
            continue;
        if (const auto titles = guessTitles(file, layout, options.table, options.encoding, progress)) {
            found.files.push_back({file.path, FileUse::Titles, *titles});
            break;
        }
    }
    return found;
}

} // namespace

Format tableFormat()
{
    return {.name = "table",
            .title = "Any table of users and items",
            .files = "one file of a row a rating; beside it a table of titles with the same item column",
            .extensions = "csv tsv txt dat tab inter gz",
            .example = "listener,album,plays,date\nmira,A-17,4,2024-03-09",
            .takesTableChoice = true,
            .recognise = recogniseTable};
}

} // namespace tastescope
