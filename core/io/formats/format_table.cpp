#include "core/io/formats/format_table.h"

#include "core/io/formats/formats.h"
#include "core/io/text/text_scanner.h"

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

constexpr std::array formats{
    Format{"ncf", "Leave-one-out split with fixed negatives (NCF)",
           "NAME.train.rating (or .train.pairs), NAME.test.rating, NAME.test.negative", "rating negative pairs gz",
           "(0,25)\t1064\t174\t2791", recogniseNcf},
    Format{"lightgcn", "LightGCN train and test", "train.txt, test.txt", "txt gz", "0 12 7 33\n1 4", recogniseLightGcn},
    Format{"movielens-100k", "MovieLens 100K", "u.data, u.item; ua.base and ua.test with the split that is given",
           "data item base test gz", "196\t242\t3\t881250949", recogniseMovieLens100K},
    Format{"movielens-1m", "MovieLens 1M and 10M", "ratings.dat, movies.dat", "dat gz", "1::1193::5::978300760",
           recogniseMovieLens1M},
    Format{"movielens-csv", "MovieLens as CSV (latest, 20M, 25M, 32M)", "ratings.csv, movies.csv", "csv gz",
           "userId,movieId,rating,timestamp\n1,1,4.0,964982703", recogniseMovieLensCsv},
    Format{"lastfm-hetrec", "Last.fm of HetRec 2011", "user_artists.dat, artists.dat", "dat gz",
           "userID\tartistID\tweight\n2\t51\t13883", recogniseLastFm},
    Format{"table", "Any table of users and items",
           "one file of a row a rating; beside it a table of titles with the same item column",
           "csv tsv txt dat tab inter gz", "listener,album,plays,date\nmira,A-17,4,2024-03-09", recogniseTable}};

/// A file the person chose must have a use, or be one of a folder of which some have.
bool usesWhatWasGiven(const Recognised& found, std::span<const ProbedFile> files)
{
    return std::ranges::any_of(files, [&](const ProbedFile& file) {
        return file.given && std::ranges::find(found.files, file.path, &InputTable::path) != found.files.end();
    });
}

[[noreturn]] void failToRecognise(std::span<const ProbedFile> files, const std::string& expected)
{
    const ProbedFile* first = findGiven(files, [](const ProbedFile&) { return true; });
    const ProbedFile* readable = findGiven(files, [](const ProbedFile& file) { return file.problem.empty(); });
    if (!readable) {
        const JobContext job;
        ReadProgress progress(job, 0);
        TextScanner scanner(first->path, Encoding::Auto, progress); // says what is wrong, and where
        while (scanner.next()) {
        }
        throw BadInput({first->path.string(), 1, 1}, first->problem);
    }
    throw BadInput({readable->path.string(), 1, 1},
                   "found \"" + escaped(readable->lines.front(), 60) + "\", expected " + expected);
}

} // namespace

std::string toText(FileUse use)
{
    constexpr std::array names{"ratings", "test part", "titles", "negatives"};
    return names[static_cast<std::size_t>(use)];
}

bool Recognised::has(FileUse use) const
{
    return std::ranges::find(files, use, &InputTable::use) != files.end();
}

std::span<const Format> formatTable()
{
    return formats;
}

RecognisedFormat recogniseFormat(std::span<const ProbedFile> files, const ImportOptions& options)
{
    const bool any = options.format == "auto";
    std::string known = "auto";
    for (const Format& format : formats) {
        known += ", " + std::string(format.name);
        const bool isTable = format.name == "table";
        if (any ? options.table.isSet() && !isTable : options.format != format.name)
            continue;
        if (options.table.isSet() && !isTable)
            throw Error("Separator, header and columns can be chosen for the format \"table\" alone, not for \""
                        + options.format + "\".");
        if (auto found = format.recognise(files, options); found && usesWhatWasGiven(*found, files))
            return {format, std::move(*found)};
        if (!any)
            failToRecognise(files, "files of " + std::string(format.title) + ": " + std::string(format.files) + ".");
    }
    if (!any)
        throw Error("There is no format \"" + options.format + "\". Known: " + known + ".");
    failToRecognise(files, "a table of users and items in two columns or more, set apart by tab, comma, semicolon, "
                           "bar, space or ::.");
}

} // namespace tastescope
