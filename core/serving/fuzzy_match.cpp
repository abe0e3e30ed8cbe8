#include "core/serving/fuzzy_match.h"

#include "core/base/ascii.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tastescope {

namespace {

constexpr int never = std::numeric_limits<int>::min() / 2;
constexpr int atBeginning = 8;
constexpr int atWord = 6;
constexpr int following = 6;
constexpr int mostPassed = 4; // what passing over letters costs at most

// Bytes above 127 belong to letters of other alphabets.
bool isWordLetter(char letter)
{
    return (letter >= '0' && letter <= '9') || (asciiLower(letter) >= 'a' && asciiLower(letter) <= 'z')
           || (letter & 0x80) != 0;
}

bool holdsInOrder(std::string_view text, std::string_view letters)
{
    std::size_t next = 0;
    for (const char letter : text)
        if (next < letters.size() && asciiLower(letter) == letters[next])
            ++next;
    return next == letters.size();
}

int placeBonus(std::string_view text, std::size_t at)
{
    if (at == 0)
        return atBeginning;
    return isWordLetter(text[at]) && !isWordLetter(text[at - 1]) ? atWord : 0;
}

} // namespace

FuzzyPattern::FuzzyPattern(std::string_view wanted)
{
    for (const char letter : wanted)
        if (letter != ' ' && letter != '\t')
            m_letters.push_back(asciiLower(letter));
}

std::optional<int> FuzzyPattern::score(std::string_view text) const
{
    if (isEmpty() || !holdsInOrder(text, m_letters))
        return std::nullopt;
    // best[i]: of the letters so far, the last of them found at i.
    std::vector<int> best(text.size(), never);
    std::vector<int> next(text.size(), never);
    for (std::size_t letter = 0; letter < m_letters.size(); ++letter) {
        int before = letter == 0 ? 0 : never; // best of what ended more than mostPassed letters ago
        std::ranges::fill(next, never);
        for (std::size_t i = 0; i < text.size(); ++i) {
            int reached = before;
            if (letter > 0) {
                for (std::size_t passed = 1; passed <= mostPassed && passed < i; ++passed)
                    reached = std::max(reached, best[i - 1 - passed] - static_cast<int>(passed));
                if (i > mostPassed)
                    before = std::max(before, best[i - 1 - mostPassed] - mostPassed);
                reached = std::max(reached, before);
            }
            if (asciiLower(text[i]) != m_letters[letter])
                continue;
            const int place = placeBonus(text, i);
            const int follows = letter > 0 && i > 0 ? best[i - 1] + std::max(following, place) : never;
            next[i] = 1 + std::max(reached + place, follows);
        }
        std::swap(best, next);
    }
    const int reached = *std::ranges::max_element(best);
    const int whole = 1 + atBeginning + (static_cast<int>(m_letters.size()) - 1) * (1 + following);
    return 5 * reached >= 3 * whole ? std::optional(reached) : std::nullopt;
}

} // namespace tastescope
