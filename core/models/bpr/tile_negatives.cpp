#include "core/models/bpr/tile_negatives.h"

#include "core/models/bpr/negatives.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr int triesPerBlock = 16; // an item of the pool that is in the block is then missed once in a million

/// Fills what is left of `out` with its first `drawn` values in turn.
void repeat(std::span<std::int32_t> out, std::size_t drawn)
{
    for (std::size_t k = drawn; k < out.size(); ++k)
        out[k] = out[k - drawn];
}

} // namespace

void TileNegatives::begin(const Tiling& tiling, int itemBlock)
{
    m_tiling = &tiling;
    m_begin = tiling.itemsBegin(itemBlock);
    m_end = tiling.itemsBegin(itemBlock + 1);
    m_taken.assign(m_end - m_begin, 0);
}

/// The user's positives that lie in the block are exactly those of the tile, so marking them is enough to never draw
/// one as a negative.
void TileNegatives::draw(Random& random, std::span<const Tiling::Entry> entries)
{
    const User user{entries.front().user};
    const auto count = static_cast<std::size_t>(drawnPerPositive(m_input.options));
    const bool enough = inCatalogue(user) >= count;
    const std::size_t free = enough ? m_taken.size() - entries.size() : 0;
    m_positives.clear();
    m_negatives.resize(entries.size() * count);
    mark(entries, 1);
    for (const Tiling::Entry& entry : entries) {
        const auto out = std::span(m_negatives).subspan(m_positives.size() * count, count);
        const std::size_t drawn = m_input.pools ? drawFromPools(random, user, out) : drawFromBlock(random, free, out);
        if (drawn == 0 || !enough)
            continue;
        repeat(out, drawn);
        m_positives.push_back(m_tiling->itemAt(static_cast<std::size_t>(entry.place)));
    }
    mark(entries, 0);
    m_negatives.resize(m_positives.size() * count);
}

void TileNegatives::mark(std::span<const Tiling::Entry> entries, std::uint8_t value)
{
    for (const Tiling::Entry& entry : entries)
        m_taken[static_cast<std::size_t>(entry.place) - m_begin] = value;
}

/// How many negatives a positive of the user could have at most.
std::size_t TileNegatives::inCatalogue(User user) const
{
    if (!m_input.pools)
        return m_input.dataset.itemCount() - m_input.dataset.train().row(user).size();
    const auto half = static_cast<std::size_t>(drawnPerPositive(m_input.options)) / 2;
    return std::min(m_input.pools->hard.row(user).size(), half) + m_input.pools->easy.row(user).size();
}

std::size_t TileNegatives::drawFromBlock(Random& random, std::size_t free, std::span<std::int32_t> out)
{
    const auto found = out.first(std::min(free, out.size()));
    drawFree(random, m_taken, free, found);
    for (std::int32_t& place : found)
        place = m_tiling->itemAt(m_begin + static_cast<std::size_t>(place));
    return found.size();
}

std::size_t TileNegatives::drawFromPools(Random& random, User user, std::span<std::int32_t> out) const
{
    const auto isInBlock = [&](Item item) {
        const std::size_t place = m_tiling->placeOf(item);
        return place >= m_begin && place < m_end;
    };
    return drawHardEasy(random, m_input.pools->hard.row(user), m_input.pools->easy.row(user), out,
                        triesPerBlock * m_tiling->blocks(), isInBlock);
}

} // namespace tastescope
