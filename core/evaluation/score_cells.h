#pragma once

#include "core/base/cpu_level.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Counts how many scores lie between which of a few others, the levels, without a search for each: the range of the
/// levels is cut into cells of one width, and no level is near most cells. The scores of the others are left to whoever
/// asks.
///
/// The same at every CPU level. Keeps its memory between users.
class ScoreCells
{
public:
    static constexpr std::size_t atATime = 1'024; ///< scores

    /// What one count() needs for itself; one will do for many ScoreCells.
    struct Scratch
    {
        std::array<std::int32_t, atATime> cells;
        std::array<std::int32_t, atATime> unsure;
    };

    explicit ScoreCells(CpuLevel level = bestCpuLevel()) : m_cpu(level) {}

    /// Forgets what was counted, for so many levels.
    void begin(std::size_t levels);

    /// Levels descending, each once, none of them not-a-number; scores are at most `error` off. What was counted stays.
    /// Cost: O(levels + cells); there are at most 8,192 cells.
    void cut(std::span<const float> levels, float error);

    /// Counts those scores below `top` that are on one side of each level for sure.
    ///
    /// Shapes:  up to atATime scores.
    /// Returns: the places of the others, ascending, in the scratch; what is not a number is among them.
    /// Cost:    a few cycles a score.
    std::span<const std::int32_t> count(std::span<const float> scores, float top, Scratch& scratch);

    /// The score at this place of the last count() shall not have been counted.
    void takeBack(std::size_t place, const Scratch& scratch);

    /// How many were counted above this level and below the one before.
    std::int64_t between(std::size_t level) const;

private:
    static constexpr std::size_t lanes = 4; ///< counters a group, so that none waits for the one before
    static constexpr std::uint16_t unsure = 0;

    std::int32_t cellOf(float score) const;

    CpuLevel m_cpu;
    float m_low = 0;   ///< where the first cell begins; what is below is in it too
    float m_scale = 0; ///< cells by score
    std::int32_t m_last = 0;
    std::vector<std::uint16_t> m_groups; ///< by cell, and of what lies outside: 1 + the first level below, or unsure
    std::vector<std::uint32_t> m_counts; ///< by group and lane
};

} // namespace tastescope
