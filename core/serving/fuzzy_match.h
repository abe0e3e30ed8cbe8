#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tastescope {

/// What a person types to find something by a few of its letters: "nbh" or "night hymn" for "Night Bus Hymn".
class FuzzyPattern
{
public:
    /// The case of the letters A to Z and blanks do not count.
    explicit FuzzyPattern(std::string_view wanted);

    bool isEmpty() const { return m_letters.empty(); }

    /// How well the text fits: higher is better, none when it does not hold the letters in this order, or so scattered
    /// that they count less than 60 % of what a text beginning with them would.
    ///
    /// The best way to find them counts: 1 a letter, 6 more where it begins a word (8 at the very beginning), else 6
    /// more where it follows the letter found before, less 1 for each letter passed over in between, at most 4 of them.
    /// Cost: O(letters x text), O(text) when it does not fit.
    std::optional<int> score(std::string_view text) const;

private:
    std::string m_letters; // in lower case
};

} // namespace tastescope
