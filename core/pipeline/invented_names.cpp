#include "core/pipeline/invented_names.h"

#include "core/base/random.h"
#include "core/pipeline/invented_words.h"

#include <unordered_set>

namespace tastescope {

namespace {

enum NameStream : std::uint64_t { TrackNames = 0x6E6D31, ArtistNames = 0x6E6D32, PlaylistNames = 0x6E6D33 };

using Words = std::span<const std::string_view>;

std::string pick(Random& random, Words words)
{
    return std::string(words[random.below(words.size())]);
}

std::string quantityOf(Random& random)
{
    std::string quantity = pick(random, words::quantities);
    const std::string noun = pick(random, words::nouns);
    if (quantity.ends_with(" a") && std::string_view("AEIOU").find(noun.front()) != std::string_view::npos)
        quantity += 'n';
    return quantity + ' ' + noun;
}

/// `attempt` counts from 0; once the short forms are used up, the longest has room for half a million.
std::string trackTitle(Random& random, int attempt)
{
    const std::uint64_t form = attempt < 6 ? random.below(20) : 19;
    if (form < 9)
        return pick(random, words::adjectives) + ' ' + pick(random, words::nouns);
    if (form < 13)
        return pick(random, words::nouns) + ' ' + pick(random, words::tails);
    if (form < 15)
        return pick(random, words::vehicles) + " to " + pick(random, words::places);
    if (form < 18)
        return quantityOf(random);
    return pick(random, words::adjectives) + ' ' + pick(random, words::nouns) + ' ' + pick(random, words::tails);
}

std::string artistName(Random& random, int attempt)
{
    const std::uint64_t form = attempt < 6 ? random.below(10) : 9;
    if (form < 4)
        return pick(random, words::firstNames) + ' ' + pick(random, words::lastNames);
    if (form < 5)
        return pick(random, words::nouns) + " & " + pick(random, words::nouns);
    if (form < 7)
        return "The " + pick(random, words::adjectives) + ' ' + pick(random, words::plurals);
    if (form < 9)
        return pick(random, words::nouns) + ' ' + pick(random, words::ensembles);
    return pick(random, words::adjectives) + ' ' + pick(random, words::nouns) + ' ' + pick(random, words::ensembles);
}

std::string playlistTitle(Random& random, int attempt, const std::string& genre)
{
    const std::uint64_t form = attempt < 6 ? random.below(20) : 19;
    if (form < 9)
        return pick(random, words::scenes) + ' ' + genre;
    if (form < 11)
        return pick(random, words::scenes) + ' ' + pick(random, words::weekdays);
    if (form < 14)
        return genre + " for " + pick(random, words::activities);
    if (form < 17)
        return genre + ' ' + pick(random, words::times);
    return pick(random, words::adjectives) + ' ' + pick(random, words::nouns) + ' ' + genre;
}

/// Makes names until one is new: make(random, attempt). After many attempts the name gets a part number.
class DistinctNames
{
public:
    DistinctNames(std::uint64_t seed, NameStream stream) : m_random(seed, {stream}) {}

    template<typename Make>
    const std::string& add(const Make& make)
    {
        std::string name;
        for (int attempt = 0; attempt < 30; ++attempt) {
            name = make(m_random, attempt);
            if (const auto [place, isNew] = m_names.insert(name); isNew)
                return *place;
        }
        for (int part = 2;; ++part)
            if (const auto [place, isNew] = m_names.insert(name + ", part " + std::to_string(part)); isNew)
                return *place;
    }

private:
    Random m_random;
    std::unordered_set<std::string> m_names;
};

} // namespace

std::vector<std::string> inventTracks(std::size_t count, std::uint64_t seed)
{
    DistinctNames names(seed, TrackNames);
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(names.add(trackTitle));
    return result;
}

std::vector<std::string> inventArtists(std::size_t count, std::uint64_t seed)
{
    DistinctNames names(seed, ArtistNames);
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(names.add(artistName));
    return result;
}

std::vector<std::string> inventPlaylists(std::span<const std::int32_t> groupOfPlaylist, std::uint64_t seed)
{
    constexpr std::size_t genreCount = std::size(words::genres);
    DistinctNames names(seed, PlaylistNames);
    std::vector<std::string> result;
    for (const std::int32_t group : groupOfPlaylist) {
        const std::size_t first = static_cast<std::size_t>(group) % genreCount;
        const std::size_t second = (first + 1 + static_cast<std::size_t>(group) / genreCount) % genreCount;
        result.push_back(names.add([&](Random& random, int attempt) {
            const std::size_t genre = random.below(3) < 2 ? first : second;
            return playlistTitle(random, attempt, std::string(words::genres[genre]));
        }));
    }
    return result;
}

} // namespace tastescope
