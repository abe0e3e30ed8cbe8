#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace tastescope {

/// What the searches before teach about the next: how close the last of the nearest usually is for a library of about
/// that size. Only ever a guess.
class UsualFloor
{
public:
    /// Most users have their last neighbour above this; 0 when nothing is known.
    float guess(std::size_t size) const { return margin * m_means[classOf(size)]; }

    /// last: what it was this time; 0 when there were too few neighbours.
    void learn(std::size_t size, float last)
    {
        float& mean = m_means[classOf(size)];
        mean = mean == 0 ? last : 0.9F * mean + 0.1F * last;
    }

private:
    static constexpr float margin = 0.92F;
    static constexpr std::size_t classes = 64;

    /// Four to each doubling.
    static std::size_t classOf(std::size_t size)
    {
        return std::min(classes - 1, static_cast<std::size_t>(4 * std::log2(static_cast<float>(size) + 1)));
    }

    std::array<float, classes> m_means{};
};

} // namespace tastescope
