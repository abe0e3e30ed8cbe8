#pragma once

#include "core/models/bpr/epoch_trainer.h"
#include "core/models/bpr/tiling.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

class Random;

/// Draws the negatives of a user's positives in a tile, from the items of that tile alone, so that tiles which are
/// trained side by side share no row.
///
/// A negative is uniform over the items of the block that the user does not like (or, with pools, over the part of the
/// pool that lies in the block). An epoch's blocks are a random cut of the catalogue, so before they are cut it is
/// uniform over everything the user does not like. The negatives of one epoch hang together, though: the positives of a
/// tile share its items, so an epoch shows a user only the blocks his positives lie in.
///
/// The negatives of a positive differ. Where the block holds too few of them, though the catalogue holds enough, all
/// that it holds come again in turn. A positive gets none when the catalogue (the pools) holds too few, or the block
/// none at all.
///
/// Scratch space of one worker. Cost: memory O(items of a block).
class TileNegatives
{
public:
    explicit TileNegatives(const BprInput& input) : m_input(input) {}

    /// From now on draws from this block. The tiling must outlive what is drawn.
    void begin(const Tiling& tiling, int itemBlock);

    /// entries: the positives of one user in the block, all of them.
    void draw(Random& random, std::span<const Tiling::Entry> entries);

    std::span<const std::int32_t> positives() const { return m_positives; } ///< items that got their negatives
    std::span<const std::int32_t> negatives() const { return m_negatives; } ///< items: drawnPerPositive() each

private:
    void mark(std::span<const Tiling::Entry> entries, std::uint8_t value);
    std::size_t drawFromBlock(Random& random, std::size_t free, std::span<std::int32_t> out);
    std::size_t drawFromPools(Random& random, User user, std::span<std::int32_t> out) const;
    std::size_t inCatalogue(User user) const;

    BprInput m_input;
    const Tiling* m_tiling = nullptr;
    std::size_t m_begin = 0; ///< places of the block
    std::size_t m_end = 0;
    std::vector<std::uint8_t> m_taken; ///< by place in the block: 1 for the user's positives
    std::vector<std::int32_t> m_positives;
    std::vector<std::int32_t> m_negatives;
};

} // namespace tastescope
