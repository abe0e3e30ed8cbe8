#include "core/io/formats/formats.h"

namespace tastescope {

namespace {

const Nouns films{"film", "film"};

bool isPart(const ProbedFile& file, std::string_view ending)
{
    return file.name.ends_with(ending) && (file.fits("\t", "wwst") || !file.problem.empty());
}

TableLayout starsLayout(std::string separator)
{
    using enum ColumnRole;
    TableLayout layout = fixedLayout(std::move(separator), {User, Item, Rating, Time});
    layout.wholeNumberIds = true;
    layout.lowestRating = 0;
    layout.highestRating = 5;
    return layout;
}

/// u.item: number, title, two dates, an address and 19 genre flags.
TableLayout filmLayout()
{
    using enum ColumnRole;
    std::vector<ColumnRole> roles(24, Ignored);
    roles[0] = Item;
    roles[1] = Title;
    TableLayout layout = fixedLayout("|", std::move(roles));
    layout.wholeNumberIds = true;
    return layout;
}

bool isFilms(const ProbedFile& file)
{
    return file.name == "u.item" || (!file.lines.empty() && cut(file.lines.front(), "|").size() == 24);
}

/// "ua.base" and "ua.test", or another pair of that kind.
struct Halves
{
    const ProbedFile* base = nullptr;
    const ProbedFile* test = nullptr;
};

Halves findHalves(std::span<const ProbedFile> files)
{
    Halves halves;
    for (const std::string_view stem : {"ua", "ub", "u1", "u2", "u3", "u4", "u5"}) {
        const auto named = [&](std::string_view ending) {
            return findFile(files, [&](const auto& f) {
                return f.name == std::string(stem) + std::string(ending) && isPart(f, ending);
            });
        };
        const Halves found{named(".base"), named(".test")};
        const bool better = !halves.base || (!halves.base->given && !halves.test->given);
        if (found.base && found.test && better && (!halves.base || found.base->given || found.test->given))
            halves = found;
    }
    return halves;
}

std::optional<Recognised> recognise100K(std::span<const ProbedFile> files, const ImportOptions& options, ReadProgress&)
{
    const ProbedFile* titles = findFile(files, isFilms);
    const ProbedFile* all = findFile(files, [&](const ProbedFile& f) {
        return f.name == "u.data" && (titles || !f.problem.empty() || f.fits("\t", "wwst"));
    });
    if (!all && titles)
        all = findGiven(
            files, [](const auto& f) { return f.fits("\t", "wwst") && !isPart(f, ".base") && !isPart(f, ".test"); });
    const Halves halves = findHalves(files);
    const bool halvesGiven = halves.base && (halves.base->given || halves.test->given);
    const bool useHalves = halves.base && (options.split == SplitChoice::Given || !all || (halvesGiven && !all->given));
    if (!all && !useHalves)
        return std::nullopt;

    Recognised found{"rows of user, film, stars and time set apart by tabs", films, {}};
    if (useHalves) {
        found.files.push_back({halves.base->path, FileUse::Ratings, starsLayout("\t")});
        found.files.push_back({halves.test->path, FileUse::Test, starsLayout("\t")});
    } else {
        found.files.push_back({all->path, FileUse::Ratings, starsLayout("\t")});
    }
    if (titles)
        found.files.push_back({titles->path, FileUse::Titles, filmLayout()});
    return found;
}

std::optional<Recognised> recognise1M(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    using enum ColumnRole;
    const ProbedFile* titles =
        findFile(files, [](const auto& f) { return f.name == "movies.dat" || f.fits("::", "w**"); });
    const ProbedFile* ratings = findFile(files, [&](const ProbedFile& f) {
        return f.fits("::", "wwst") || (f.name == "ratings.dat" && (titles || !f.problem.empty()));
    });
    if (!ratings)
        return std::nullopt;
    Recognised found{"rows of user, film, stars and time set apart by ::", films, {}};
    found.files.push_back({ratings->path, FileUse::Ratings, starsLayout("::")});
    if (titles) {
        TableLayout layout = fixedLayout("::", {Item, Title, Detail});
        layout.wholeNumberIds = true;
        found.files.push_back({titles->path, FileUse::Titles, layout});
    }
    return found;
}

std::optional<Recognised> recogniseCsv(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    using enum ColumnRole;
    const auto hasTitles = [](const ProbedFile& f) { return f.hasHeader(",", "movieId,title"); };
    const ProbedFile* titles = findFile(files, hasTitles);
    const ProbedFile* ratings = findFile(files, [&](const ProbedFile& f) {
        return f.hasHeader(",", "userId,movieId,rating,timestamp") || (titles && f.name == "ratings.csv");
    });
    if (!ratings)
        return std::nullopt;
    TableLayout layout = starsLayout(",");
    layout.dialect.quotes = true;
    layout.header = true;
    layout.names = {"userId", "movieId", "rating", "timestamp"};
    Recognised found{"a header userId,movieId,rating,timestamp", films, {}};
    found.files.push_back({ratings->path, FileUse::Ratings, layout});
    if (titles) {
        TableLayout filmColumns = fixedLayout(",", {Item, Title, Detail});
        filmColumns.dialect.quotes = true;
        filmColumns.header = true;
        filmColumns.wholeNumberIds = true;
        filmColumns.names = {"movieId", "title", "genres"};
        found.files.push_back({titles->path, FileUse::Titles, filmColumns});
    }
    return found;
}

} // namespace

Format movieLens100KFormat()
{
    return {.name = "movielens-100k",
            .title = "MovieLens 100K",
            .files = "u.data, u.item; ua.base and ua.test with the split that is given",
            .extensions = "data item base test gz",
            .example = "196\t242\t3\t881250949",
            .recognise = recognise100K};
}

Format movieLens1MFormat()
{
    return {.name = "movielens-1m",
            .title = "MovieLens 1M and 10M",
            .files = "ratings.dat, movies.dat",
            .extensions = "dat gz",
            .example = "1::1193::5::978300760",
            .recognise = recognise1M};
}

Format movieLensCsvFormat()
{
    return {.name = "movielens-csv",
            .title = "MovieLens as CSV (latest, 20M, 25M, 32M)",
            .files = "ratings.csv, movies.csv",
            .extensions = "csv gz",
            .example = "userId,movieId,rating,timestamp\n1,1,4.0,964982703",
            .recognise = recogniseCsv};
}

} // namespace tastescope
