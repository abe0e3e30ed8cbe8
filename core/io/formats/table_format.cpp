#include "core/io/formats/formats.h"
#include "core/io/table/column_names.h"
#include "core/io/table/table_guess.h"
#include "core/io/text/decoder.h"

#include <algorithm>

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
    return {roleOfName(layout.names[user]) == ColumnRole::User && layout.isNamed(), file.bytes};
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

/// Which part of a split a file's name says that it holds.
FileUse partOfName(const std::string& name)
{
    std::string word = " ";
    for (const char c : name)
        word += c >= 'A' && c <= 'Z'                          ? static_cast<char>(c - 'A' + 'a')
                : (c >= 'a' && c <= 'z') || (c & '\x80') != 0 ? c
                                                              : ' ';
    word += ' ';
    const auto has = [&](std::string_view part) { return word.find(part) != std::string::npos; };
    if (has(" test ") || has(" testing "))
        return FileUse::Test;
    return has(" valid ") || has(" validation ") || has(" val ") || has(" dev ") ? FileUse::Validation
                                                                                 : FileUse::Ratings;
}

/// Names without their digits: parts of one table are numbered.
std::string withoutDigits(std::string name)
{
    std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
    return name;
}

/// The files that go on where the ratings end: of the same columns under the same names. Without names, those that
/// their own name calls a part of the split.
void addParts(std::span<const ProbedFile> files, const ImportOptions& options, ReadProgress& progress,
              Recognised& found)
{
    const DataFile ratings = found.files.front();
    std::string name = ratings.path.filename().string();
    found.files.front().use = FileUse::Ratings;
    for (const ProbedFile& file : files) {
        const auto guess = file.given && file.path != ratings.path
                               ? guessLayout(file, options.table, options.encoding, progress)
                               : std::nullopt;
        if (!guess || guess->layout.roles.size() != ratings.layout.roles.size()
            || guess->layout.header != ratings.layout.header
            || guess->layout.dialect.separator != ratings.layout.dialect.separator)
            continue;
        const bool isPart =
            ratings.layout.isNamed()
                ? guess->layout.names == ratings.layout.names
                : partOfName(file.name) != partOfName(name)
                      || (guess->layout.roles == ratings.layout.roles
                          && withoutDigits(file.name) == withoutDigits(unpackedName(ratings.path).string()));
        if (!isPart)
            continue;
        TableLayout layout = ratings.layout; // a short part says less about its columns
        layout.above = guess->layout.above;
        found.files.push_back({file.path, partOfName(file.name), std::move(layout)});
    }
    const bool isSplit = found.files.size() > 1;
    if (isSplit)
        found.files.front().use = partOfName(name);
    const auto isTrain = [](const DataFile& file) { return file.use == FileUse::Ratings; };
    if (std::ranges::none_of(found.files, isTrain)) // there is nothing to learn from but these
        for (DataFile& file : found.files)
            file.use = FileUse::Ratings;
    std::ranges::stable_sort(found.files, {}, &DataFile::use);
}

std::string shapeText(const TableLayout& layout)
{
    const std::string columns = std::to_string(layout.roles.size());
    if (!layout.dialect.keys.empty())
        return "a JSON object a line, of " + columns + " fields";
    return columns + " columns set apart by " + wordFor(layout.dialect.separator)
           + (layout.dialect.blocks ? ", in blocks under a line such as 17:"
              : layout.header       ? ", with a header"
                                    : ", without a header");
}

std::optional<Recognised> recogniseTable(std::span<const ProbedFile> files, const ImportOptions& options,
                                         ReadProgress& progress)
{
    const auto ratings = findRatings(files, options, progress);
    if (!ratings)
        return std::nullopt;
    const TableLayout& layout = ratings->guess.layout;
    Recognised found{shapeText(layout), {}, {}};
    found.runnerUp = ratings->guess.runnerUp;
    found.question = ratings->guess.question;
    found.remarks = ratings->guess.remarks;
    found.files.push_back({ratings->file->path, FileUse::Ratings, layout});
    addParts(files, options, progress, found);
    for (const ProbedFile& file : files) {
        if (std::ranges::find(found.files, file.path, &DataFile::path) != found.files.end()
            || layout.has(ColumnRole::Title))
            continue;
        if (const auto titles = guessTitles(file, layout, options.table, options.encoding, progress)) {
            found.files.push_back({file.path, FileUse::Titles, *titles, file.given});
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
            .extensions = "csv tsv txt dat tab inter json jsonl ndjson gz",
            .example = "listener,album,plays,date\nmira,A-17,4,2024-03-09",
            .takesTableChoice = true,
            .recognise = recogniseTable};
}

} // namespace tastescope
