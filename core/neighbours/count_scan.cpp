#include "core/neighbours/count_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tastescope {

namespace {

// aboveMask(): bit i is set where counts[i] > limit, of one block. The compiler's vector extensions have no way from a
// comparison to a mask of bits, hence the instructions by name.
namespace plain {
/// Eight counters at a time in one word. The low seven bits of each byte are compared by a subtraction that cannot
/// borrow from its neighbour; the high bits decide where they differ.
std::uint64_t aboveMask(const std::uint8_t* counts, std::uint8_t limit)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x80 * ones;
    constexpr std::uint64_t gather = 0x0102040810204080; // moves bit 0 of byte k to bit 56 + k
    const std::uint64_t limits = limit * ones;
    std::uint64_t mask = 0;
    for (std::size_t at = 0; at < countBlock; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, counts + at, sizeof word);
        const std::uint64_t notAbove = (limits | highs) - (word & ~highs); // high bit: the low part is not above
        const std::uint64_t above = ((word & ~limits) | (~(word ^ limits) & ~notAbove)) & highs;
        mask |= (((above >> 7) * gather) >> 56) << at;
    }
    return mask;
}
} // namespace plain

#if defined(__x86_64__)
namespace avx2 {
/// Unsigned bytes: a > limit where max(a, limit + 1) = a; no byte is above 255.
[[gnu::target("avx2")]] inline std::uint32_t aboveMaskOfHalf(const std::uint8_t* counts, __m256i next)
{
    const __m256i half = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(counts));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(half, next), half)));
}

[[gnu::target("avx2")]] inline std::uint64_t aboveMask(const std::uint8_t* counts, std::uint8_t limit)
{
    if (limit == 255)
        return 0;
    const __m256i next = _mm256_set1_epi8(static_cast<char>(limit + 1));
    return aboveMaskOfHalf(counts, next) | std::uint64_t{aboveMaskOfHalf(counts + 32, next)} << 32;
}
} // namespace avx2

namespace avx512 {
[[gnu::target("avx512f,avx512bw")]] inline std::uint64_t aboveMask(const std::uint8_t* counts, std::uint8_t limit)
{
    return _mm512_cmpgt_epu8_mask(_mm512_loadu_si512(counts), _mm512_set1_epi8(static_cast<char>(limit)));
}
} // namespace avx512
#endif

} // namespace

#define TASTESCOPE_COUNT_SCAN(name, target)                                                                            \
    namespace name {                                                                                                   \
    target std::size_t scan(const std::uint8_t* counts, std::span<const float> growth, float scale,                    \
                            std::uint32_t* places)                                                                     \
    {                                                                                                                  \
        std::size_t found = 0;                                                                                         \
        std::uint32_t first = 0;                                                                                       \
        for (const float factor : growth) {                                                                            \
            const auto limit = static_cast<std::uint8_t>(static_cast<int>(std::min(scale * factor, 255.0F)));          \
            for (std::uint64_t mask = aboveMask(counts + first, limit); mask != 0; mask &= mask - 1)                   \
                places[found++] = first + static_cast<std::uint32_t>(std::countr_zero(mask));                          \
            first += countBlock;                                                                                       \
        }                                                                                                              \
        return found;                                                                                                  \
    }                                                                                                                  \
    }

namespace {

TASTESCOPE_COUNT_SCAN(plain, )
#if defined(__x86_64__)
TASTESCOPE_COUNT_SCAN(avx2, [[gnu::target("avx2")]])
TASTESCOPE_COUNT_SCAN(avx512, [[gnu::target("avx512f,avx512bw")]])
#endif

} // namespace

CountScan countScan(CpuLevel level)
{
#if defined(__x86_64__)
    if (level == CpuLevel::Avx512)
        return avx512::scan;
    if (level == CpuLevel::Avx2)
        return avx2::scan;
#endif
    (void)level;
    return plain::scan;
}

} // namespace tastescope
