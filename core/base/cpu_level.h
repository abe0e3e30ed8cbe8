#pragma once

#include <span>

namespace tastescope {

/// What inner loops are compiled for. Chosen when the program runs, never when it is built.
enum class CpuLevel {
    Plain,  ///< any CPU
    Avx2,   ///< 256-bit lanes, fused multiply-add
    Avx512, ///< 512-bit lanes
};

/// The levels this CPU can run, Plain first.
std::span<const CpuLevel> cpuLevels();

/// The highest of them.
CpuLevel bestCpuLevel();

} // namespace tastescope
