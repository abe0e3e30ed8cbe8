#include "core/io/formats/format_table.h"

#include "core/io/formats/formats.h"
#include "core/io/table/table_guess.h"
#include "core/io/table/table_reader.h"
#include "core/io/text/text_scanner.h"

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

/// A file the person chose must have a use, or be one of a folder of which some have.
bool usesWhatWasGiven(const Recognised& found, std::span<const ProbedFile> files)
{
    return std::ranges::any_of(files, [&](const ProbedFile& file) {
        return file.given && std::ranges::find(found.files, file.path, &DataFile::path) != found.files.end();
    });
}

/// Whether some row of the ratings is what the format takes it for. One that claims a file by its name alone passes it
/// on to the reader of any table.
bool readsSomeRow(const Recognised& found, const ImportOptions& options, ReadProgress& progress)
try {
    constexpr int looked = 100;
    const DataFile& ratings = found.files.front();
    TextScanner scanner(ratings.path, options.encoding, progress);
    scanner.stopAfter(ProbedFile::headBytes);
    RecordReader record(scanner, ratings.layout.dialect);
    RowErrors errors(true);
    readHeader(record, ratings.layout, errors);
    if (errors.count() > 0)
        return false;
    for (int row = 0; row < looked && record.next(); ++row)
        if (checkRow(record, ratings.layout, errors))
            return true;
    return false;
} catch (const BadInput&) {
    return false;
}

/// The same ratings as any table, where there is a reader of these and it knows users and items in them.
std::optional<RecognisedFormat> asTable(const Recognised& claimed, std::span<const ProbedFile> files,
                                        const ImportOptions& options, ReadProgress& progress,
                                        std::span<const Format> formats)
try {
    const auto table = std::ranges::find(formats, "table", &Format::name);
    if (table == formats.end())
        return std::nullopt;
    auto found = table->recognise(files, options, progress);
    const auto& ratings = claimed.files.front().path;
    if (!found || found->files.front().path != ratings || !usesWhatWasGiven(*found, files)
        || !readsSomeRow(*found, options, progress))
        return std::nullopt;
    return RecognisedFormat{*table, std::move(*found)};
} catch (const BadInput&) {
    return std::nullopt;
}

[[noreturn]] void failToRecognise(std::span<const ProbedFile> files, const std::string& expected,
                                  ReadProgress& progress)
{
    const ProbedFile* first = findGiven(files, [](const ProbedFile&) { return true; });
    const ProbedFile* readable = findGiven(files, [](const ProbedFile& file) { return file.problem.empty(); });
    if (!readable) {
        TextScanner scanner(first->path, Encoding::Auto, progress); // says what is wrong, and where
        scanner.stopAfter(ProbedFile::headBytes);
        while (scanner.next()) {
        }
        throw BadInput({first->path.string(), 1, 1}, first->problem);
    }
    for (const std::string_view separator : guessedSeparators)
        if (cut(readable->lines.front(), separator).size() > mostTableColumns)
            throw BadInput({readable->path.string(), 1, 1}, "found more than " + std::to_string(mostTableColumns)
                                                                + " columns, expected at most as many.");
    throw BadInput({readable->path.string(), 1, 1},
                   "found \"" + escaped(readable->lines.front(), 60) + "\", expected " + expected);
}

} // namespace

std::int64_t Recognised::storedBytes() const
{
    std::int64_t total = 0;
    std::error_code ignored;
    for (const DataFile& file : files)
        if (const auto size = std::filesystem::file_size(file.path, ignored); !ignored)
            total += static_cast<std::int64_t>(size);
    return total;
}

std::span<const Format> formatTable()
{
    static const std::array formats{ncfFormat(),          lightGcnFormat(), movieLens100KFormat(), movieLens1MFormat(),
                                    movieLensCsvFormat(), lastFmFormat(),   tasteProfileFormat(),  playlistsFormat(),
                                    sasrecFormat(),       tableFormat()};
    return formats;
}

std::vector<std::string_view> extensionsOf(std::span<const Format> formats)
{
    std::vector<std::string_view> extensions;
    for (const Format& format : formats) {
        const auto words = cut(format.extensions, " ");
        extensions.insert(extensions.end(), words.begin(), words.end());
    }
    return extensions;
}

RecognisedFormat recogniseFormat(std::span<const ProbedFile> files, const ImportOptions& options,
                                 ReadProgress& progress, std::span<const Format> formats)
{
    const bool any = options.format == "auto";
    std::string known = "auto";
    for (const Format& format : formats) {
        known += ", " + std::string(format.name);
        if (any ? options.table.isSet() && !format.takesTableChoice : options.format != format.name)
            continue;
        if (options.table.isSet() && !format.takesTableChoice)
            throw Error("Separator, header and columns can be chosen for the format \"table\" alone, not for \""
                        + options.format + "\".");
        if (auto found = format.recognise(files, options, progress); found && usesWhatWasGiven(*found, files)) {
            if (any && !format.takesTableChoice && !readsSomeRow(*found, options, progress))
                if (auto table = asTable(*found, files, options, progress, formats))
                    return *std::move(table);
            return {format, std::move(*found)};
        }
        if (!any)
            failToRecognise(files, "files of " + std::string(format.title) + ": " + std::string(format.files) + ".",
                            progress);
    }
    if (!any)
        throw Error("There is no format \"" + options.format + "\". Known: " + known + ".");
    failToRecognise(files,
                    "a table of users and items in two columns or more, set apart by tab, comma, semicolon, "
                    "bar, space or ::.",
                    progress);
}

} // namespace tastescope
