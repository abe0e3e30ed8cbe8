#pragma once

#include <cstddef>
#include <cstdint>

namespace tastescope {

/// The sizes of a next-item transformer. Words are what it reads and predicts: the items, then the start and the end of
/// a user's sequence.
struct TransformerShape
{
    int items = 0;
    int users = 0;
    int context = 5;    ///< words it looks back on
    int dimension = 32; ///< numbers of a word; a multiple of heads
    int layers = 4;
    int heads = 4;
    int userDimension = 32; ///< numbers of a user; 0: it knows no users
    int hidden = 16;        ///< units between what was read and the words; where tied the dimension

    /// Every place of the window says what comes after it, by the product of what was read there with the words' own
    /// vectors. It knows no users. Else the whole window is read at once, and has one answer.
    bool tied = false;

    int words() const { return items + 2; }
    std::int32_t start() const { return items; }
    std::int32_t end() const { return items + 1; }
    int inner() const { return 4 * dimension; } ///< units inside a layer
    int headSize() const { return dimension / heads; }

    bool operator==(const TransformerShape&) const = default;
};

/// Longest context there may be: attention keeps a row of weights in registers and on the stack.
inline constexpr int longestContext = 128;

/// A multiple of 16 floats, so that rows begin where vectors do.
constexpr std::size_t padded(std::size_t floats)
{
    return (floats + 15) / 16 * 16;
}

constexpr std::size_t padded(int floats)
{
    return padded(static_cast<std::size_t>(floats));
}

} // namespace tastescope
