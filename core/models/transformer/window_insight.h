#pragma once

#include "core/base/enum_names.h"
#include "core/models/transformer/transformer_kernels.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

// What a transformer makes of one window: the chances of every word, where its heads look, and what the chance of a
// word would be without each part of the window. A window is the words of shape.context, oldest first; user < 0: nobody
// the net knows.

/// Chances of every word, which add up to 1. Cost: one window through the net, and hidden units x words.
std::vector<double> wordChances(const TransformerNet& net, std::span<const std::int32_t> window, std::int32_t user);

/// What the last position looks at. Shapes: layers x heads x context, row-major; each row adds up to 1.
std::vector<float> lastAttention(const TransformerNet& net, std::span<const std::int32_t> window);

/// How the chance of `word` changes when the word at each position is taken out, that is replaced by the start word;
/// 0 where there is the start word already. Shapes: one a position. Cost: context + 1 windows through the net.
std::vector<double> leftOutChanges(const TransformerNet& net, std::span<const std::int32_t> window, std::int32_t user,
                                   std::int32_t word);

/// Where a word stands by its chance, from 1: of equal ones the smaller word first.
int rankOfWord(std::span<const double> chances, std::int32_t word);

/// What a row of attention says in a word.
enum class LookingHabit {
    MostlyTheLast,  ///< 40 % or more on the last position
    AtOne,          ///< else half or more on one other
    TheOldestThree, ///< else three quarters or more on the three oldest, of four positions or more
    Evenly,         ///< else no two shares differ by 8 points
    NoHabit
};

constexpr auto enumNames(LookingHabit)
{
    return namedBy<LookingHabit>({{LookingHabit::MostlyTheLast, "mostly the last"},
                                  {LookingHabit::AtOne, "at one"},
                                  {LookingHabit::TheOldestThree, "the oldest three"},
                                  {LookingHabit::Evenly, "evenly"},
                                  {LookingHabit::NoHabit, "no habit"}});
}

/// Shapes: a row of lastAttention(), at least one position.
LookingHabit lookingHabit(std::span<const float> shares);

} // namespace tastescope
