#include "core/neighbours/counting_search.h"

#include "core/base/top_k.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

constexpr std::size_t ahead = 2; ///< tracks whose listeners are asked of memory before they are counted

/// Only the first cache lines: the hardware sees the rest of a long list coming.
void prefetch(std::span<const RankedLibrary::Rank> ranks)
{
    const char* const begin = reinterpret_cast<const char*>(ranks.data());
    constexpr std::ptrdiff_t line = 64;
    for (std::ptrdiff_t at = 0; at < 8 * line; at += line)
        __builtin_prefetch(begin + at);
}

} // namespace

template<typename Counter>
CountingSearch<Counter>::CountingSearch(const RankedLibrary& ranked, std::size_t top)
    : m_ranked(ranked),
      m_top(top),
      m_blockRoots((ranked.firstWide() + countBlock - 1) / countBlock),
      m_places(ranked.userCount() + countBlock + 1)
{
    m_narrow.resize(m_blockRoots.size() * countBlock);
    for (std::size_t block = 0; block < m_blockRoots.size(); ++block)
        m_blockRoots[block] = std::sqrt(static_cast<float>(ranked.size(static_cast<Rank>(block * countBlock))));
    for (Rank rank = ranked.firstWide(); rank < ranked.userCount(); ++rank)
        m_wideRoots.push_back(std::sqrt(static_cast<float>(ranked.size(rank))));
    m_wide.resize(m_wideRoots.size());
    m_leastFloor = 1 / std::sqrt(static_cast<float>(std::max(ranked.largestSize(), 1U)));
}

template<typename Counter>
std::span<const Neighbour> CountingSearch<Counter>::neighbours(User user, std::span<const Track> library)
{
    m_found.clear();
    if (library.empty() || m_top == 0)
        return m_found;
    count(library);
    const Rank self = m_ranked.rank(user);
    (self < m_ranked.firstWide() ? m_narrow[self] = 0 : m_wide[self - m_ranked.firstWide()] = 0);

    float floor = m_usual.guess(library.size());
    for (collectAbove(floor); !isProven(floor); collectAbove(floor)) {
        constexpr float lower = 0.8F;
        floor = floor > m_leastFloor ? lower * floor : 0;
    }
    m_usual.learn(library.size(), lastRoot());

    for (const Candidate& candidate : m_candidates) {
        const double sizes = static_cast<double>(library.size()) * m_ranked.size(candidate.rank);
        m_found.push_back(
            {m_ranked.user(candidate.rank), static_cast<float>(shared(candidate.rank) / std::sqrt(sizes))});
    }
    std::ranges::fill(m_narrow, std::uint8_t{0});
    std::ranges::fill(m_wide, Counter{0});
    return m_found;
}

/// Adds 1 for everyone who has the track, track by track.
template<typename Counter>
void CountingSearch<Counter>::count(std::span<const Track> library)
{
    // Plain pointers: a byte may alias anything, so members would be loaded again after each addition.
    std::uint8_t* const narrow = m_narrow.data();
    Counter* const wide = m_wide.data();
    const Rank firstWide = m_ranked.firstWide();
    for (std::size_t i = 0; i < library.size(); ++i) {
        if (i + ahead < library.size())
            prefetch(m_ranked.narrowListeners(library[i + ahead]));
#pragma GCC unroll 8
        for (const Rank rank : m_ranked.narrowListeners(library[i]))
            ++narrow[rank];
        for (const Rank rank : m_ranked.wideListeners(library[i]))
            ++wide[rank - firstWide];
    }
}

/// Makes the candidates the best of those whose closeness is above the floor, and perhaps of some just below.
template<typename Counter>
void CountingSearch<Counter>::collectAbove(float floor)
{
    std::size_t found = m_scan(m_narrow.data(), m_blockRoots, floor, m_places.data());
    const Rank firstWide = m_ranked.firstWide();
    for (std::size_t i = 0; i < m_wide.size(); ++i) {
        m_places[found] = firstWide + static_cast<Rank>(i); // stays only if it is above: no branch to mispredict
        found += static_cast<float>(m_wide[i]) > floor * m_wideRoots[i] ? 1 : 0;
    }
    m_candidates.clear();
    for (const Rank rank : std::span(m_places).first(found))
        m_candidates.push_back({closeness(rank), rank});
    keepTop(m_candidates, m_top, Closer{});
}

/// Whether nobody who was not collected can be among the nearest.
template<typename Counter>
bool CountingSearch<Counter>::isProven(float floor) const
{
    constexpr float rounding = 1.00001F; // of the roots and their products, generously
    return floor == 0 || lastRoot() > rounding * floor;
}

/// The closeness of the last of the nearest, as shared / sqrt(size); 0 when fewer than `top` were collected.
template<typename Counter>
float CountingSearch<Counter>::lastRoot() const
{
    if (m_candidates.size() < m_top)
        return 0;
    const Rank last = m_candidates.back().rank;
    return static_cast<float>(shared(last)) / std::sqrt(static_cast<float>(m_ranked.size(last)));
}

template class CountingSearch<std::uint16_t>;
template class CountingSearch<std::uint32_t>;

} // namespace tastescope
