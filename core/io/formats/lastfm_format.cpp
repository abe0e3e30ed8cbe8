#include "core/io/formats/formats.h"

namespace tastescope {

namespace {

std::optional<Recognised> recogniseLastfm(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    using enum ColumnRole;
    const ProbedFile* titles = findFile(files, [](const auto& f) { return f.hasHeader("\t", "id,name,url"); });
    const ProbedFile* ratings = findFile(files, [&](const ProbedFile& f) {
        return f.hasHeader("\t", "userID,artistID,weight") || (titles && f.name == "user_artists.dat");
    });
    if (!ratings)
        return std::nullopt;
    TableLayout plays = fixedLayout("\t", {User, Item, Weight});
    plays.header = true;
    plays.names = {"userID", "artistID", "weight"};
    plays.wholeNumberIds = true;
    plays.lowestRating = 0;
    Recognised found{"a header userID, artistID, weight", {"artist", "artist"}, {}};
    found.files.push_back({ratings->path, FileUse::Ratings, plays});
    if (titles) {
        TableLayout artists = fixedLayout("\t", {Item, Title, Ignored, Ignored});
        artists.header = true;
        artists.names = {"id", "name", "url", "pictureURL"};
        artists.wholeNumberIds = true;
        found.files.push_back({titles->path, FileUse::Titles, artists});
    }
    return found;
}

} // namespace

Format lastFmFormat()
{
    return {.name = "lastfm-hetrec",
            .title = "Last.fm of HetRec 2011",
            .files = "user_artists.dat, artists.dat",
            .extensions = "dat gz",
            .example = "userID\tartistID\tweight\n2\t51\t13883",
            .recognise = recogniseLastfm};
}

} // namespace tastescope
