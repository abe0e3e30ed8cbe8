#include "core/base/cpu_level.h"

#include <array>

namespace tastescope {

namespace {

CpuLevel highest()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512bw"))
        return CpuLevel::Avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return CpuLevel::Avx2;
#endif
    return CpuLevel::Plain;
}

} // namespace

std::span<const CpuLevel> cpuLevels()
{
    static constexpr std::array all{CpuLevel::Plain, CpuLevel::Avx2, CpuLevel::Avx512};
    return std::span(all).first(static_cast<std::size_t>(bestCpuLevel()) + 1);
}

CpuLevel bestCpuLevel()
{
    static const CpuLevel level = highest();
    return level;
}

} // namespace tastescope
