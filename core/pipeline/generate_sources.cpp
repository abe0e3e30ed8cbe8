#include "core/pipeline/generate_sources.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/matrix_edit.h"
#include "core/pipeline/invented_names.h"
#include "core/pipeline/planted_world.h"
#include "core/pipeline/user_loop.h"

#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

enum DrawStream : std::uint64_t {
    Spelling = 0x673032,
    Listeners = 0x673033,
    Lists = 0x673034,
    ListenerDepths = 0x673035,
    ListDepths = 0x673036
};

constexpr double usualLibrary = 27; ///< songs; users with more are no casual listeners

/// normal: a draw of mean 0 and variance `variance`.
std::size_t lognormalSize(double normal, double mean, double variance, std::size_t least, std::size_t most)
{
    const double size = std::exp(std::log(mean) - variance / 2 + normal);
    return std::clamp(static_cast<std::size_t>(std::lround(size)), least, std::max(least, most));
}

std::vector<Track> drawLibrary(const PlantedWorld& world, const GeneratorOptions& options, User user)
{
    Random random(options.seed, {Listeners, index(user)});
    const double normal = random.normal();
    const double ownSize = options.librarySpread * (normal + options.librarySkew * (normal * normal - 1));
    const std::size_t homes = 1 + random.below(options.homes);
    std::vector<std::size_t> home(options.homes);
    for (std::size_t& group : home)
        group = world.drawUserGroup(random);
    const double ownLoyalty = options.libraryFocus + options.loyaltySpread * (random.uniform() * 2 - 1);

    const double spread = options.librarySpread;
    const double groupSpread = options.groupLibrarySpread;
    const std::size_t count =
        lognormalSize(ownSize + groupSpread * evenlySpread(home[0], goldenRatio), options.meanLibrary,
                      spread * spread + groupSpread * groupSpread, options.leastLibrary, options.songs / 8);
    const double folds = std::log(static_cast<double>(count) / usualLibrary);
    const double loyalty = std::clamp(ownLoyalty + options.loyaltyBySize * folds, 0.0, 1.0);
    const double depth =
        std::exp(options.listenerDepthSpread * Random(options.seed, {ListenerDepths, index(user)}).normal()
                 - options.casualDepth * folds);
    return world.drawSongs(random, count, Side::Listening, depth, [&](Random& draws) -> std::int64_t {
        if (draws.uniform() >= loyalty)
            return -1;
        return static_cast<std::int64_t>(home[std::min(draws.below(homes), draws.below(homes))]);
    });
}

struct Playlist
{
    std::int32_t group = 0;
    std::vector<Track> songs;
};

Playlist drawPlaylist(const PlantedWorld& world, const GeneratorOptions& options, std::size_t number)
{
    Random random(options.seed, {Lists, number});
    Playlist playlist{static_cast<std::int32_t>(world.drawPlaylistGroup(random)), {}};
    const double spread = options.playlistSpread;
    const std::size_t count =
        lognormalSize(spread * random.normal(), options.meanPlaylist, spread * spread, options.leastPlaylist, 250);
    const std::size_t guest = world.drawPlaylistGroup(random);
    const double focus = options.playlistFocus + 0.25 * (random.uniform() * 2 - 1);
    const double depth =
        options.playlistDepth
        * std::exp(-options.playlistDepthSpread * std::abs(Random(options.seed, {ListDepths, number}).normal()));
    playlist.songs = world.drawSongs(random, count, Side::Playlists, depth, [&](Random& draws) -> std::int64_t {
        const double draw = draws.uniform();
        if (draw < focus)
            return playlist.group;
        return draw < focus + options.guestShare ? static_cast<std::int64_t>(guest) : -1;
    });
    return playlist;
}

/// How the playlist source writes a title. One in twenty differs; normalised matching sees through it, exact matching
/// through the first way only.
std::string respell(const std::string& title, Random random)
{
    if (random.below(20) > 0)
        return title;
    std::string other = title;
    switch (random.below(4)) {
    case 0:
        for (char& c : other)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return other;
    case 1:
        return title + " (feat. The Understudies)";
    case 2:
        return title + '!';
    default:
        const std::size_t vowel = title.find('e', 1);
        return vowel == std::string::npos ? title + '?' : other.replace(vowel, 1, "\u00e9");
    }
}

/// The songs one side knows, with its own ids and spelling; newNumber gets each song's place there or -1.
struct SideSongs
{
    Catalogue songs;
    std::vector<std::int32_t> newNumber;
};

SideSongs songsOf(Side side, const PlantedWorld& world, const std::vector<std::string>& titles,
                  const std::vector<std::string>& artists, std::uint64_t seed)
{
    std::vector<bool> known;
    for (const Track song : idsUpTo<Track>(titles.size()))
        known.push_back(world.isKnownTo(side, song));
    SideSongs result{{}, numberTheKept(known)};
    for (const Track song : idsOfTheKept<Track>(known)) {
        const std::size_t at = index(song);
        const bool isListening = side == Side::Listening;
        result.songs.ids.add((isListening ? "s" : "t") + std::to_string(result.songs.size() + 1));
        result.songs.titles.push_back(isListening ? titles[at] : respell(titles[at], Random(seed, {Spelling, at, 1})));
        result.songs.details.push_back(artists[world.artistOf(song)]);
    }
    return result;
}

template<typename Row>
BinaryMatrix<Row, Track> joinRows(const std::vector<std::vector<Track>>& rows, const SideSongs& side)
{
    RowBuilder<Row, Track> builder(side.newNumber.size());
    for (const std::vector<Track>& row : rows)
        builder.addRow(row);
    return renumberColumns(std::move(builder).finish(), std::span(side.newNumber), side.songs.size());
}

IdTable numberedIds(const std::string& prefix, std::size_t count)
{
    std::vector<std::string> ids;
    for (std::size_t i = 1; i <= count; ++i)
        ids.push_back(prefix + std::to_string(i));
    return IdTable(std::move(ids));
}

void checkOptions(const GeneratorOptions& options)
{
    if (options.users < 1 || options.songs < 1 || options.playlists < 1 || options.groups < 1 || options.homes < 1)
        throw Error("A generated dataset needs at least one user, song, playlist and taste group.");
    if (!(options.meanLibrary >= 1 && options.meanPlaylist >= 1)
        || !(options.libraryFocus >= 0 && options.libraryFocus <= 1)
        || !(options.popularityPower >= 0 && options.popularityPower <= 3))
        throw Error("The generator's means must be at least 1, its home share in [0, 1] and its power in [0, 3].");
}

} // namespace

RawSources generateSources(const GeneratorOptions& options, const JobContext& job)
{
    checkOptions(options);
    job.report(StageStarted{"inventing songs"});
    const PlantedWorld world(options);
    const std::vector<std::string> titles = inventTracks(options.songs, options.seed);
    const std::vector<std::string> artists = inventArtists(options.songs, options.seed);

    std::vector<std::vector<Track>> libraries(options.users);
    forEachUser(options.users, Workers(options.threads), job, "inventing listeners",
                [&](User user, int) { libraries[index(user)] = drawLibrary(world, options, user); });
    std::vector<std::vector<Track>> contents(options.playlists);
    std::vector<std::int32_t> groups(options.playlists);
    job.report(StageStarted{"inventing playlists"});
    parallelFor(static_cast<std::int64_t>(options.playlists), Workers(options.threads), job, [&](std::int64_t i, int) {
        const auto number = static_cast<std::size_t>(i);
        Playlist playlist = drawPlaylist(world, options, number);
        groups[number] = playlist.group;
        contents[number] = std::move(playlist.songs);
    });

    SideSongs heard = songsOf(Side::Listening, world, titles, artists, options.seed);
    SideSongs listed = songsOf(Side::Playlists, world, titles, artists, options.seed);
    RawSources sources;
    sources.listening.libraries = joinRows<User>(libraries, heard);
    sources.listening.users = numberedIds("", options.users);
    sources.listening.songs = std::move(heard.songs);
    sources.playlists.contents = joinRows<Item>(contents, listed);
    sources.playlists.playlists = {numberedIds("p", options.playlists), inventPlaylists(groups, options.seed), {}};
    sources.playlists.songs = std::move(listed.songs);
    return sources;
}

} // namespace tastescope
