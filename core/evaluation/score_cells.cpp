#include "core/evaluation/score_cells.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace tastescope {

namespace {

/// Which cell scores are in. It never falls where scores rise, however it is rounded, since each of its steps does not;
/// that is all that counting relies on.
struct Line
{
    float low;
    float scale;
    std::int32_t last;
    float top; ///< scores that are not below are outside
};

} // namespace

#define TASTESCOPE_SCORE_CELLS(name, target)                                                                           \
    namespace name {                                                                                                   \
    target void place(const float* scores, std::size_t count, const Line& line, std::int32_t* cells)                   \
    {                                                                                                                  \
        const Line l = line;                                                                                           \
        const auto highest = static_cast<float>(l.last);                                                               \
        for (std::size_t i = 0; i < count; ++i) {                                                                      \
            const float at = (scores[i] - l.low) * l.scale;                                                            \
            const float fromZero = at > 0 ? at : 0;                                                                    \
            const float within = fromZero < highest ? fromZero : highest;                                              \
            cells[i] = scores[i] < l.top ? static_cast<std::int32_t>(within) : l.last + 1;                             \
        }                                                                                                              \
    }                                                                                                                  \
    }

namespace {

TASTESCOPE_SCORE_CELLS(plain, )
#if defined(__x86_64__)
TASTESCOPE_SCORE_CELLS(avx2, [[gnu::target("avx2")]])
TASTESCOPE_SCORE_CELLS(avx512, [[gnu::target("avx512f,avx512vl,avx512dq,avx512bw")]])
#endif

auto placeAt(CpuLevel level)
{
#if defined(__x86_64__)
    if (level == CpuLevel::Avx512)
        return avx512::place;
    if (level == CpuLevel::Avx2)
        return avx2::place;
#endif
    (void)level;
    return plain::place;
}

} // namespace

void ScoreCells::begin(std::size_t levels)
{
    m_counts.assign((levels + 2) * lanes, 0);
}

void ScoreCells::cut(std::span<const float> levels, float error)
{
    constexpr std::size_t cellsPerLevel = 64;
    const std::size_t cells = std::bit_ceil(std::clamp<std::size_t>(levels.size() * cellsPerLevel, 256, 8'192));
    m_last = static_cast<std::int32_t>(cells) - 1;
    m_groups.assign(cells + 1, unsure);
    m_low = m_scale = 0;
    if (levels.size() > std::numeric_limits<std::uint16_t>::max() - 1)
        return; // more than there are cells: hardly a score would be sure
    const auto isFinite = [](float level) { return std::isfinite(level); };
    const auto first = std::ranges::find_if(levels, isFinite);
    if (first != levels.end()) {
        const float high = *first + error;
        const float low = *std::find_if(levels.rbegin(), levels.rend(), isFinite) - error;
        // Never so narrow that floats would not tell one cell from the next.
        const float width =
            std::max({(high - low) / static_cast<float>(cells - 4), std::max(std::abs(low), std::abs(high)) / 65'536,
                      std::numeric_limits<float>::min() * 4});
        m_low = low - 2 * width; // so that a cell at either end is free of levels
        m_scale = 1 / width;
    }
    std::size_t end = cells; // of those whose group is not known yet
    for (std::size_t level = 0; level < levels.size(); ++level) {
        const auto lowest = static_cast<std::size_t>(cellOf(levels[level] - error));
        const auto highest = static_cast<std::size_t>(cellOf(levels[level] + error));
        if (highest + 1 < end)
            std::fill(m_groups.begin() + static_cast<std::ptrdiff_t>(highest) + 1,
                      m_groups.begin() + static_cast<std::ptrdiff_t>(end), static_cast<std::uint16_t>(level + 1));
        end = std::min(end, lowest);
    }
    std::fill_n(m_groups.begin(), end, static_cast<std::uint16_t>(levels.size() + 1));
}

std::int32_t ScoreCells::cellOf(float score) const
{
    std::int32_t cell = 0;
    placeAt(m_cpu)(&score, 1, {m_low, m_scale, m_last, std::numeric_limits<float>::infinity()}, &cell);
    return std::min(cell, m_last);
}

std::span<const std::int32_t> ScoreCells::count(std::span<const float> scores, float top, Scratch& scratch)
{
    assert(scores.size() <= atATime && !m_groups.empty());
    placeAt(m_cpu)(scores.data(), scores.size(), {m_low, m_scale, m_last, top}, scratch.cells.data());
    const std::int32_t* const cells = scratch.cells.data();
    const std::uint16_t* const groups = m_groups.data();
    std::uint32_t* const counts = m_counts.data();
    std::int32_t* const others = scratch.unsure.data();
    std::size_t found = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const std::uint16_t group = groups[cells[i]];
        ++counts[group * lanes + i % lanes];
        others[found] = static_cast<std::int32_t>(i);
        found += group == unsure;
    }
    return {others, found};
}

void ScoreCells::takeBack(std::size_t place, const Scratch& scratch)
{
    --m_counts[m_groups[static_cast<std::size_t>(scratch.cells[place])] * lanes + place % lanes];
}

std::int64_t ScoreCells::between(std::size_t level) const
{
    const auto first = m_counts.begin() + static_cast<std::ptrdiff_t>((level + 1) * lanes);
    return std::accumulate(first, first + lanes, std::int64_t{0});
}

} // namespace tastescope
