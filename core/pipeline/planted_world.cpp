#include "core/pipeline/planted_world.h"

#include <cmath>

namespace tastescope {

namespace {

enum PlantedStream : std::uint64_t { Artists = 0x673031, Songs = 0x673032 };

constexpr double songsPerArtist = 8;

} // namespace

std::size_t Weights::draw(Random& random, double depth) const
{
    const double share = std::pow(random.uniform(), depth);
    const auto at = std::upper_bound(m_upTo.begin(), m_upTo.end(), share * m_upTo.back());
    return std::min(static_cast<std::size_t>(at - m_upTo.begin()), m_upTo.size() - 1);
}

double evenlySpread(std::size_t group, double ratio)
{
    return std::sqrt(12.0) * (std::fmod(static_cast<double>(group + 1) * ratio, 1.0) - 0.5);
}

PlantedWorld::PlantedWorld(const GeneratorOptions& options) : m_options(&options), m_groups(options.groups)
{
    for (std::size_t group = 0; group < options.groups; ++group) {
        const double share = std::pow(static_cast<double>(group + 1), -options.groupPower);
        m_groupsOfUsers.add(share);
        m_groupsOfPlaylists.add(share
                                * std::exp(options.groupPlaylistSpread * evenlySpread(group, silverRatio)
                                           + options.groupPlaylistSlant * evenlySpread(group, goldenRatio)));
    }
    const auto artists = static_cast<std::size_t>(std::ceil(static_cast<double>(options.songs) / songsPerArtist));
    for (std::size_t artist = 0; artist < artists; ++artist) {
        Random random(options.seed, {Artists, artist});
        m_groupOfArtist.push_back(artist < options.groups ? artist : drawUserGroup(random));
    }
    // The head is flattened so that not everybody has the most popular song.
    const double flat = 10 + static_cast<double>(options.songs) / options.popularityFlatness;
    for (const Track song : idsUpTo<Track>(options.songs))
        addSong(song, Random(options.seed, {Songs, index(song)}),
                std::pow(static_cast<double>(index(song)) + flat, -options.popularityPower));
}

std::size_t PlantedWorld::drawGroup(Random& random, const Weights& weights) const
{
    // Equal groups are drawn as they always were: the smallest preset is the data of runs that people keep.
    const bool areEqual =
        m_options->groupPower == 0 && m_options->groupPlaylistSpread == 0 && m_options->groupPlaylistSlant == 0;
    return areEqual ? random.below(m_options->groups) : weights.draw(random);
}

void PlantedWorld::addSong(Track song, Random random, double weight)
{
    // Productive artists are few: the square piles songs up on low numbers.
    const double share = random.uniform();
    const std::size_t artists = m_groupOfArtist.size();
    const auto artist = std::min(artists - 1, static_cast<std::size_t>(share * share * static_cast<double>(artists)));
    m_artistOfSong.push_back(artist);
    const double side = random.uniform();
    const bool isHit = static_cast<double>(index(song)) < m_options->sharedHits * static_cast<double>(m_options->songs);
    m_sides.push_back(isHit             ? Side::Both
                      : side < 1.0 / 24 ? Side::Listening
                      : side < 1.0 / 12 ? Side::Playlists
                                        : Side::Both);
    m_all.add(song, weight);
    m_groups[m_groupOfArtist[artist]].add(song, weight);
}

} // namespace tastescope
