#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

// Sixteen floats at a time through the compiler's vector extensions (GCC and clang, any architecture). Everything is
// forced inline, so it is compiled for the CPU level of the kernel that uses it.
#define TASTESCOPE_LANES [[gnu::always_inline]] inline

namespace tastescope {

using Lanes = float __attribute__((vector_size(64), may_alias));
using Lanes8 = float __attribute__((vector_size(32)));
using Lanes4 = float __attribute__((vector_size(16), may_alias));
using Bits4 = std::uint32_t __attribute__((vector_size(16)));

TASTESCOPE_LANES Lanes* lanesAt(float* values)
{
    return reinterpret_cast<Lanes*>(values); // Lanes may alias floats
}

TASTESCOPE_LANES const Lanes* lanesAt(const float* values)
{
    return reinterpret_cast<const Lanes*>(values);
}

/// Always in the same order: 16 to 8 to 4 to 2 to 1 by halves.
TASTESCOPE_LANES float sum(Lanes v)
{
    const Lanes8 v8 = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
                      + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
    const Lanes4 v4 = __builtin_shufflevector(v8, v8, 0, 1, 2, 3) + __builtin_shufflevector(v8, v8, 4, 5, 6, 7);
    return (v4[0] + v4[2]) + (v4[1] + v4[3]);
}

TASTESCOPE_LANES float dot(const Lanes* a, const Lanes* b, std::size_t blocks)
{
    Lanes products = a[0] * b[0];
    for (std::size_t k = 1; k < blocks; ++k)
        products += a[k] * b[k];
    return sum(products);
}

TASTESCOPE_LANES Lanes squareRoot(Lanes v)
{
    Lanes result;
    for (std::size_t k = 0; k < 16; ++k)
        result[k] = std::sqrt(v[k]);
    return result;
}

/// e^x for x <= 0, within 2 units in the last place; e^-80 below -80; not-a-number stays.
/// e^x = 2^n e^r with r = x - n ln 2 in [-0.35, 0.35], e^r by its Taylor series to r^7.
TASTESCOPE_LANES Lanes4 expOfNegative(Lanes4 x)
{
    const Lanes4 clamped = x < -80.0F ? Lanes4{} - 80.0F : x;
    constexpr float roundToWhole = 12582912.0F; // 1.5 * 2^23: adding it leaves no bits for a fraction
    const Lanes4 shifted = clamped * 1.44269504F + roundToWhole;
    const Lanes4 n = shifted - roundToWhole;
    const Lanes4 r = (clamped - n * 0.693359375F) - n * -2.12194440e-4F; // ln 2 in two pieces
    Lanes4 series = r * (1.0F / 5040) + 1.0F / 720;
    series = series * r + 1.0F / 120;
    series = series * r + 1.0F / 24;
    series = series * r + 1.0F / 6;
    series = series * r + 0.5F;
    series = series * r + 1.0F;
    series = series * r + 1.0F;
    constexpr std::uint32_t bias = 127U - 0x4B400000U; // the bits of roundToWhole are 0x4B400000
    const auto power = (reinterpret_cast<Bits4>(shifted) + bias) << 23;
    return series * reinterpret_cast<Lanes4>(power);
}

/// ln(1 + e) for e in [0, 1]: 2 atanh(s) with s = e / (2 + e) <= 1/3, by its series to s^15.
TASTESCOPE_LANES Lanes4 logOfOnePlus(Lanes4 e)
{
    const Lanes4 s = e / (e + 2.0F);
    const Lanes4 s2 = s * s;
    Lanes4 series = s2 * (1.0F / 15) + 1.0F / 13;
    series = series * s2 + 1.0F / 11;
    series = series * s2 + 1.0F / 9;
    series = series * s2 + 1.0F / 7;
    series = series * s2 + 1.0F / 5;
    series = series * s2 + 1.0F / 3;
    series = series * s2 + 1.0F;
    return series * s * 2.0F;
}

struct RankLoss
{
    Lanes4 loss; ///< softplus(-x), never overflows
    Lanes4 pull; ///< sigmoid(-x), minus its derivative
};

/// softplus(-x) = max(-x, 0) + ln(1 + e^-|x|).
TASTESCOPE_LANES RankLoss rankLoss(Lanes4 x)
{
    const Lanes4 e = expOfNegative(x < 0.0F ? x : -x);
    const Lanes4 pull = (x < 0.0F ? Lanes4{} + 1.0F : e) / (e + 1.0F);
    return {(x < 0.0F ? -x : Lanes4{}) + logOfOnePlus(e), pull};
}

} // namespace tastescope
