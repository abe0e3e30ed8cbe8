#pragma once

#include "core/base/random.h"
#include "core/pipeline/generate_sources.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

/// Who knows a song.
enum class Side : std::uint8_t { Both, Listening, Playlists };

/// Weights to draw from, as their running sum.
class Weights
{
public:
    void add(double weight) { m_upTo.push_back((m_upTo.empty() ? 0.0 : m_upTo.back()) + weight); }

    /// The number of one of them. depth 1: each as its weight says; above 1 the first ones come up more often, below 1
    /// the last ones. At least one must have been added.
    std::size_t draw(Random& random, double depth = 1) const;

private:
    std::vector<double> m_upTo;
};

/// A number of each taste group, with mean 0 and variance 1, spread evenly over the groups whatever the seed: so all
/// seeds make worlds of one shape. `ratio` in (0, 1): irrational, another for each use.
double evenlySpread(std::size_t group, double ratio);

inline constexpr double goldenRatio = 0.6180339887498949;
inline constexpr double silverRatio = 0.4142135623730951;

/// What is planted: who made which song, in which group it is, how popular it is, and which source knows it.
class PlantedWorld
{
public:
    /// The options must outlive the world.
    explicit PlantedWorld(const GeneratorOptions& options);

    std::size_t artistOf(Track song) const { return m_artistOfSong[index(song)]; }
    bool isKnownTo(Side side, Track song) const
    {
        return m_sides[index(song)] == Side::Both || m_sides[index(song)] == side;
    }

    std::size_t drawUserGroup(Random& random) const { return drawGroup(random, m_groupsOfUsers); }
    std::size_t drawPlaylistGroup(Random& random) const { return drawGroup(random, m_groupsOfPlaylists); }

    /// `count` different songs the side knows, each from the group shelf homeGroup() names or, when that is negative,
    /// from all; depth: see Weights. Fewer where the draws keep coming up with the same.
    template<typename HomeGroup>
    std::vector<Track> drawSongs(Random& random, std::size_t count, Side side, double depth,
                                 const HomeGroup& homeGroup) const
    {
        // Beyond the own group the taste for hits is milder: else everybody would have the first song of all.
        const double worldDepth =
            std::pow(depth, side == Side::Listening ? m_options->worldDepth : m_options->playlistWorldDepth);
        std::vector<Track> drawn;
        for (std::size_t trial = 0; trial < 8 * count && drawn.size() < count; ++trial) {
            const std::int64_t group = homeGroup(random);
            const bool isAny = group < 0 || m_groups[static_cast<std::size_t>(group)].songs.empty();
            const Track song =
                isAny ? m_all.draw(random, worldDepth) : m_groups[static_cast<std::size_t>(group)].draw(random, depth);
            if (isKnownTo(side, song) && std::ranges::find(drawn, song) == drawn.end())
                drawn.push_back(song);
        }
        return drawn;
    }

private:
    /// Songs to draw from, the most popular first.
    struct Shelf
    {
        std::vector<Track> songs;
        Weights weights;

        void add(Track song, double weight)
        {
            songs.push_back(song);
            weights.add(weight);
        }

        Track draw(Random& random, double depth) const { return songs[weights.draw(random, depth)]; }
    };

    std::size_t drawGroup(Random& random, const Weights& weights) const;
    void addSong(Track song, Random random, double weight);

    const GeneratorOptions* m_options;
    Weights m_groupsOfUsers; ///< and of artists
    Weights m_groupsOfPlaylists;
    std::vector<std::size_t> m_groupOfArtist;
    std::vector<std::size_t> m_artistOfSong;
    std::vector<Side> m_sides;
    Shelf m_all;
    std::vector<Shelf> m_groups;
};

} // namespace tastescope
