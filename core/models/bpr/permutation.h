#pragma once

#include "core/base/random.h"

#include <array>
#include <bit>
#include <cstdint>

namespace tastescope {

/// A random order of 0, 1, ... count - 1 that is computed place by place instead of stored: four Feistel rounds over
/// the next even power of two, walked until the value lies below count (fewer than four steps on average).
/// Source: Luby, Rackoff: How to construct pseudorandom permutations from pseudorandom functions, 1988.
class Permutation
{
public:
    Permutation(std::uint64_t count, Random random) : m_count(count)
    {
        m_halfBits = (static_cast<int>(std::bit_width(count)) + 1) / 2;
        for (std::uint64_t& key : m_keys)
            key = random.next();
    }

    /// place < count.
    std::uint64_t operator()(std::uint64_t place) const
    {
        do
            place = shuffled(place);
        while (place >= m_count);
        return place;
    }

private:
    std::uint64_t shuffled(std::uint64_t value) const
    {
        const std::uint64_t mask = (std::uint64_t{1} << m_halfBits) - 1;
        std::uint64_t left = value >> m_halfBits;
        std::uint64_t right = value & mask;
        for (const std::uint64_t key : m_keys) {
            const std::uint64_t next = left ^ (Random::mix(right ^ key) & mask);
            left = right;
            right = next;
        }
        return left << m_halfBits | right;
    }

    std::uint64_t m_count;
    int m_halfBits;
    std::array<std::uint64_t, 4> m_keys{};
};

} // namespace tastescope
