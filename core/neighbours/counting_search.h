#pragma once

#include "core/neighbours/count_scan.h"
#include "core/neighbours/neighbour_index.h"
#include "core/neighbours/ranked_library.h"
#include "core/neighbours/usual_floor.h"

#include <limits>
#include <span>
#include <type_traits>
#include <vector>

namespace tastescope {

/// The nearest users of one user after the other, by counting the tracks everyone shares with him.
///
/// A user with at most 255 tracks shares at most 255 with anybody, so his counter is one byte; the few with more have
/// counters of their own. What to look at is bounded by a guess of the last neighbour's closeness, shared / sqrt(size),
/// from the searches before: ranks ascend with size, so the counts that reach it grow along the counters. If the
/// last of the nearest found lies above the guess, nobody below it can be missing; else the guess was too high and the
/// counters are looked at again with a lower one. So the guess costs time when it is wrong, never a neighbour.
///
/// Counter: wide enough for the largest library.
template<typename Counter>
class CountingSearch
{
public:
    using Rank = RankedLibrary::Rank;

    CountingSearch(const RankedLibrary& ranked, std::size_t top);

    /// At most `top`, most similar first; ties as in findNeighbours(). library: the user's own row.
    std::span<const Neighbour> neighbours(User user, std::span<const Track> library);

private:
    static constexpr int counterBits = std::numeric_limits<Counter>::digits;
    __extension__ using Wide = unsigned __int128;
    using Closeness = std::conditional_t<counterBits <= 16, std::uint64_t, Wide>;

    struct Candidate
    {
        Closeness closeness = 0;
        Rank rank = 0;
    };

    struct Closer
    {
        bool operator()(const Candidate& a, const Candidate& b) const
        {
            return a.closeness != b.closeness ? a.closeness > b.closeness : a.rank < b.rank;
        }
    };

    std::uint32_t shared(Rank rank) const
    {
        return rank < m_ranked.firstWide() ? m_narrow[rank] : m_wide[rank - m_ranked.firstWide()];
    }

    /// shared² / size as a whole number that orders exactly as the fraction does: two different fractions whose
    /// denominators have b bits lie at least 2^-2b apart.
    Closeness closeness(Rank rank) const
    {
        const Closeness count = shared(rank);
        return (count * count << 2 * counterBits) / m_ranked.size(rank);
    }

    void count(std::span<const Track> library);
    void collectAbove(float floor);
    bool isProven(float floor) const;
    float lastRoot() const;

    const RankedLibrary& m_ranked;
    std::size_t m_top;
    CountScan m_scan = countScan();
    std::vector<std::uint8_t> m_narrow; ///< shared tracks by rank, whole blocks
    std::vector<Counter> m_wide;        ///< of the ranks from firstWide() on
    std::vector<float> m_blockRoots;    ///< sqrt of the smallest size in each block of m_narrow
    std::vector<float> m_wideRoots;     ///< sqrt of the size, by rank from firstWide() on
    float m_leastFloor = 0;             ///< below it one shared track is enough for everyone
    std::vector<Rank> m_places;
    std::vector<Candidate> m_candidates;
    std::vector<Neighbour> m_found;
    UsualFloor m_usual;
};

extern template class CountingSearch<std::uint16_t>;
extern template class CountingSearch<std::uint32_t>;

} // namespace tastescope
