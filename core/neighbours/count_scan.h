#pragma once

#include "core/base/cpu_level.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace tastescope {

/// Counters looked at together. They stand in blocks of this many, the last one filled up with zeros.
constexpr std::size_t countBlock = 64;

/// Finds the counters above a limit that grows with their position: the places i, ascending, where
///
///     counts[i] > floor(min(scale * growth[i / countBlock], 255))
///
/// A limit is from 0 on, so a counter of 0 is never found.
/// Shapes:  counts holds countBlock * growth.size() counters; places has room for as many.
/// Returns: how many places were found.
using CountScan = std::size_t (*)(const std::uint8_t* counts, std::span<const float> growth, float scale,
                                  std::uint32_t* places);

/// Of a level in cpuLevels(). All levels find the same.
CountScan countScan(CpuLevel level = bestCpuLevel());

} // namespace tastescope
