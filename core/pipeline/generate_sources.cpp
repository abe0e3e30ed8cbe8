#include "core/pipeline/generate_sources.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/matrix_edit.h"
#include "core/pipeline/invented_names.h"
#include "core/pipeline/user_loop.h"

#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

enum SourceStream : std::uint64_t { Artists = 0x673031, Songs = 0x673032, Listeners = 0x673033, Lists = 0x673034 };
enum class Side : std::uint8_t { Both, Listening, Playlists };

constexpr double songsPerArtist = 8;

/// Songs to draw from, each with the running sum of the weights up to it.
struct Shelf
{
    std::vector<Track> songs;
    std::vector<double> upTo;

    void add(Track song, double weight)
    {
        songs.push_back(song);
        upTo.push_back((upTo.empty() ? 0.0 : upTo.back()) + weight);
    }

    Track draw(Random& random) const
    {
        const auto at = std::upper_bound(upTo.begin(), upTo.end(), random.uniform() * upTo.back());
        return songs[std::min(static_cast<std::size_t>(at - upTo.begin()), songs.size() - 1)];
    }
};

/// What is planted: who made which song, in which group it is, how popular it is, and which source knows it.
class World
{
public:
    explicit World(const GeneratorOptions& options) : m_groups(options.groups)
    {
        const auto artists = static_cast<std::size_t>(std::ceil(static_cast<double>(options.songs) / songsPerArtist));
        for (std::size_t artist = 0; artist < artists; ++artist)
            m_groupOfArtist.push_back(
                artist < options.groups ? artist : Random(options.seed, {Artists, artist}).below(options.groups));
        // The head is flattened so that the most popular song has about two listeners in five.
        const double flat = 10 + static_cast<double>(options.songs) / 400;
        for (const Track song : idsUpTo<Track>(options.songs))
            addSong(song, Random(options.seed, {Songs, index(song)}), artists,
                    std::pow(static_cast<double>(index(song)) + flat, -options.popularityPower));
    }

    std::size_t artistOf(Track song) const { return m_artistOfSong[index(song)]; }
    bool isKnownTo(Side side, Track song) const
    {
        return m_sides[index(song)] == Side::Both || m_sides[index(song)] == side;
    }

    /// `count` different songs the side knows, each from the group shelf homeGroup() names or, when that is negative,
    /// from all. Fewer where the draws keep coming up with the same.
    template<typename HomeGroup>
    std::vector<Track> drawSongs(Random& random, std::size_t count, Side side, const HomeGroup& homeGroup) const
    {
        std::vector<Track> drawn;
        for (std::size_t trial = 0; trial < 8 * count && drawn.size() < count; ++trial) {
            const std::int64_t group = homeGroup(random);
            const Shelf& shelf = group < 0 ? m_all : m_groups[static_cast<std::size_t>(group)];
            const Track song = (shelf.songs.empty() ? m_all : shelf).draw(random);
            if (isKnownTo(side, song) && std::ranges::find(drawn, song) == drawn.end())
                drawn.push_back(song);
        }
        return drawn;
    }

private:
    void addSong(Track song, Random random, std::size_t artists, double weight)
    {
        // Productive artists are few: the square piles songs up on low numbers.
        const double share = random.uniform();
        const auto artist =
            std::min(artists - 1, static_cast<std::size_t>(share * share * static_cast<double>(artists)));
        m_artistOfSong.push_back(artist);
        const double side = random.uniform();
        m_sides.push_back(side < 1.0 / 24 ? Side::Listening : side < 1.0 / 12 ? Side::Playlists : Side::Both);
        m_all.add(song, weight);
        m_groups[m_groupOfArtist[artist]].add(song, weight);
    }

    std::vector<std::size_t> m_groupOfArtist;
    std::vector<std::size_t> m_artistOfSong;
    std::vector<Side> m_sides;
    Shelf m_all;
    std::vector<Shelf> m_groups;
};

std::size_t lognormalSize(Random& random, double mean, double sigma, std::size_t least, std::size_t most)
{
    const double size = std::exp(std::log(mean) - sigma * sigma / 2 + sigma * random.normal());
    return std::clamp(static_cast<std::size_t>(std::lround(size)), least, std::max(least, most));
}

std::vector<Track> drawLibrary(const World& world, const GeneratorOptions& options, User user)
{
    Random random(options.seed, {Listeners, index(user)});
    const std::size_t count = lognormalSize(random, options.meanLibrary, options.librarySpread, 3, options.songs / 8);
    const std::size_t homes = 1 + random.below(3);
    std::size_t home[3];
    for (std::size_t& group : home)
        group = random.below(options.groups);
    const double loyalty = std::clamp(options.libraryFocus + 0.2 * (random.uniform() * 2 - 1), 0.0, 1.0);
    return world.drawSongs(random, count, Side::Listening, [&](Random& draws) -> std::int64_t {
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

Playlist drawPlaylist(const World& world, const GeneratorOptions& options, std::size_t number)
{
    Random random(options.seed, {Lists, number});
    Playlist playlist{static_cast<std::int32_t>(random.below(options.groups)), {}};
    const std::size_t count = lognormalSize(random, options.meanPlaylist, options.playlistSpread, 6, 250);
    const std::size_t guest = random.below(options.groups);
    const double focus = options.playlistFocus + 0.25 * (random.uniform() * 2 - 1);
    playlist.songs = world.drawSongs(random, count, Side::Playlists, [&](Random& draws) -> std::int64_t {
        const double draw = draws.uniform();
        if (draw < focus)
            return playlist.group;
        return draw < focus + 0.2 ? static_cast<std::int64_t>(guest) : -1;
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

SideSongs songsOf(Side side, const World& world, const std::vector<std::string>& titles,
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
        result.songs.titles.push_back(isListening ? titles[at] : respell(titles[at], Random(seed, {Songs, at, 1})));
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
    if (options.users < 1 || options.songs < 1 || options.playlists < 1 || options.groups < 1)
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
    const World world(options);
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
