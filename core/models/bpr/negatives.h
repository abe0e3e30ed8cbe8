#pragma once

#include "core/base/ids.h"
#include "core/base/random.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace tastescope {

/// Draws out.size() different places p of [0, taken.size()) with taken[p] == 0, uniformly.
/// free: how many such places there are. False, with nothing drawn, when they are too few.
inline bool drawFree(Random& random, std::span<std::uint8_t> taken, std::size_t free, std::span<std::int32_t> out)
{
    if (free < out.size())
        return false;
    for (std::int32_t& place : out) {
        do
            place = static_cast<std::int32_t>(random.below(taken.size()));
        while (taken[static_cast<std::size_t>(place)] != 0);
        taken[static_cast<std::size_t>(place)] = 1;
    }
    for (const std::int32_t place : out)
        taken[static_cast<std::size_t>(place)] = 0;
    return true;
}

/// Draws different items that are accepted from a pool into out[begin], out[begin + 1], ... up to `end`, uniformly, and
/// returns where it stopped: before `end` when `tries` draws for one item found none.
template<typename Accept>
std::size_t drawFromPool(Random& random, std::span<const Item> pool, std::span<std::int32_t> out, std::size_t begin,
                         std::size_t end, int tries, const Accept& accept)
{
    for (int left = pool.empty() ? 0 : tries; begin < end && left > 0; --left) {
        const Item item = pool[random.below(pool.size())];
        const auto chosen = out.first(begin);
        if (!accept(item) || std::ranges::find(chosen, number(item)) != chosen.end())
            continue;
        out[begin++] = number(item);
        left = tries + 1;
    }
    return begin;
}

/// Half from the hard pool, half from the easy one; where the hard one is short, more easy ones. Returns how many were
/// drawn: fewer than out.size() when both are short (playlist-pipeline section 2, step 9).
template<typename Accept>
std::size_t drawHardEasy(Random& random, std::span<const Item> hard, std::span<const Item> easy,
                         std::span<std::int32_t> out, int tries, const Accept& accept)
{
    const std::size_t fromHard = drawFromPool(random, hard, out, 0, out.size() / 2, tries, accept);
    return drawFromPool(random, easy, out, fromHard, out.size(), tries, accept);
}

} // namespace tastescope
