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

std::optional<Recognised> recogniseTable(std::span<const ProbedFile> files, const ImportOptions& options,
                                         ReadProgress& progress)
{
    const ProbedFile* ratings = nullptr;
    TableLayout layout;
    for (const ProbedFile& file : files) {
        const auto guess = file.given ? guessLayout(file, options.table, options.encoding, progress) : std::nullopt;
        if (!guess || !guess->has(ColumnRole::User) || !guess->has(ColumnRole::Item))
            continue;
        if (!ratings || rank(file, *guess) > rank(*ratings, layout)) {
            ratings = &file;
            layout = *guess;
        }
    }
    if (!ratings)
        return std::nullopt;
    Recognised found{std::to_string(layout.roles.size()) + " columns set apart by " + wordFor(layout.dialect.separator)
                         + (layout.header ? ", with a header" : ", without a header"),
                     {},
                     {}};
    found.files.push_back({ratings->path, FileUse::Ratings, layout});
    for (const ProbedFile& file : files) {
        if (&file == ratings || layout.has(ColumnRole::Title))
            continue;
        if (const auto titles = guessTitles(file, layout, options.encoding, progress)) {
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
