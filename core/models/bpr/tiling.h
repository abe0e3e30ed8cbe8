#pragma once

#include "core/base/ids.h"
#include "core/base/parallel.h"
#include "core/data/binary_matrix.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace tastescope {

/// Cuts a users x items matrix into blocks x blocks tiles after a random order of users and items. Tiles of different
/// user blocks and different item blocks touch no common row, so they can be trained side by side.
///
/// Item places below are positions in the epoch's random order; block b holds the places begin(b) to begin(b + 1).
class Tiling
{
public:
    struct Entry
    {
        std::int32_t user;  ///< number
        std::int32_t place; ///< of the item
    };

    /// Depends on (seed, epoch), the matrix and `blocks` alone. Cost: O(entries + users + items).
    Tiling(const BinaryMatrix<User, Item>& matrix, int blocks, std::uint64_t seed, int epoch, Workers workers,
           const std::stop_token& stop);

    int blocks() const { return m_blocks; }
    std::size_t itemsBegin(int block) const { return begin(block, m_itemAt.size()); }
    std::int32_t itemAt(std::size_t place) const { return m_itemAt[place]; }
    std::size_t placeOf(Item item) const { return static_cast<std::size_t>(m_placeOf[index(item)]); }

    /// The item block that meets the user block in a round: every pair of blocks meets once in blocks() rounds.
    int itemBlock(int round, int userBlock) const
    {
        return (userBlock + m_rotation[static_cast<std::size_t>(round)]) % m_blocks;
    }

    /// The entries of a tile, each user's together.
    std::span<const Entry> tile(int userBlock, int itemBlock) const;

private:
    struct UserBlock
    {
        std::vector<Entry> entries;       ///< by item block, then by the users' random order
        std::vector<std::size_t> offsets; ///< blocks + 1
    };

    std::size_t begin(int block, std::size_t count) const
    {
        return static_cast<std::size_t>(block) * count / static_cast<std::size_t>(m_blocks);
    }
    UserBlock cut(const BinaryMatrix<User, Item>& matrix, std::span<const User> users) const;

    int m_blocks;
    std::vector<std::int32_t> m_itemAt;
    std::vector<std::int32_t> m_placeOf;
    std::vector<std::int32_t> m_blockOf; ///< by item
    std::vector<int> m_rotation;
    std::vector<UserBlock> m_userBlocks;
};

/// How many blocks a side: a function of the matrix and the options, never of the machine. A block holds at least twice
/// the negatives that a positive has, unless the catalogue does not.
int tileBlocks(const BinaryMatrix<User, Item>& matrix, int negatives, bool poolsOfTheirOwn);

} // namespace tastescope
