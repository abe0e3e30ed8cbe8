#include "core/models/bpr/tiling.h"

#include "core/base/job.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/models/bpr/bpr_state.h"

#include <algorithm>
#include <numeric>

namespace tastescope {

namespace {

constexpr std::size_t entriesForManyBlocks = 4'000'000;
constexpr int manyBlocks = 64; // an item block of 180,000 / 64 rows of 512 bytes then fits the second-level cache
constexpr int fewBlocks = 8;   // fewer rounds, so less waiting, where rows fit the cache anyway
constexpr int leastItems = 32; // a block

} // namespace

Tiling::Tiling(const BinaryMatrix<User, Item>& matrix, int blocks, std::uint64_t seed, int epoch, Workers workers,
               const std::stop_token& stop)
    : m_blocks(blocks),
      m_itemAt(matrix.columnCount()),
      m_placeOf(matrix.columnCount()),
      m_blockOf(matrix.columnCount()),
      m_rotation(static_cast<std::size_t>(blocks)),
      m_userBlocks(static_cast<std::size_t>(blocks))
{
    Random random(seed, {streamNumber(BprStream::Tiling), static_cast<std::uint64_t>(epoch)});
    std::iota(m_itemAt.begin(), m_itemAt.end(), 0);
    random.shuffle(std::span(m_itemAt));
    for (int block = 0; block < blocks; ++block)
        for (std::size_t place = itemsBegin(block); place < itemsBegin(block + 1); ++place) {
            const auto item = static_cast<std::size_t>(m_itemAt[place]);
            m_placeOf[item] = static_cast<std::int32_t>(place);
            m_blockOf[item] = block;
        }
    std::vector<User> users;
    for (const User user : idsUpTo<User>(matrix.rowCount()))
        users.push_back(user);
    random.shuffle(std::span(users));
    std::iota(m_rotation.begin(), m_rotation.end(), 0);
    random.shuffle(std::span(m_rotation));

    const auto body = [&](std::int64_t block, int) {
        const std::size_t first = begin(static_cast<int>(block), users.size());
        const std::size_t last = begin(static_cast<int>(block) + 1, users.size());
        m_userBlocks[static_cast<std::size_t>(block)] = cut(matrix, std::span(users).subspan(first, last - first));
    };
    parallelFor(blocks, workers, {.stop = stop}, body, 1);
}

/// A counting sort by item block, which keeps the order of users.
Tiling::UserBlock Tiling::cut(const BinaryMatrix<User, Item>& matrix, std::span<const User> users) const
{
    UserBlock result;
    result.offsets.assign(static_cast<std::size_t>(m_blocks) + 1, 0);
    const auto blockOf = [&](Item item) { return static_cast<std::size_t>(m_blockOf[index(item)]); };
    for (const User user : users)
        for (const Item item : matrix.row(user))
            ++result.offsets[blockOf(item) + 1];
    std::partial_sum(result.offsets.begin(), result.offsets.end(), result.offsets.begin());
    result.entries.resize(result.offsets.back());
    std::vector<std::size_t> next(result.offsets.begin(), result.offsets.end() - 1);
    for (const User user : users)
        for (const Item item : matrix.row(user))
            result.entries[next[blockOf(item)]++] = {number(user), m_placeOf[index(item)]};
    return result;
}

std::span<const Tiling::Entry> Tiling::tile(int userBlock, int itemBlock) const
{
    const UserBlock& users = m_userBlocks[static_cast<std::size_t>(userBlock)];
    const std::size_t first = users.offsets[static_cast<std::size_t>(itemBlock)];
    const std::size_t last = users.offsets[static_cast<std::size_t>(itemBlock) + 1];
    return std::span(users.entries).subspan(first, last - first);
}

int tileBlocks(const BinaryMatrix<User, Item>& matrix, int negatives, bool poolsOfTheirOwn)
{
    const auto least = static_cast<std::size_t>(std::max(leastItems, 2 * negatives)); // negatives are drawn inside
    // A pool is searched for items of the tile by trying: many blocks would mean many tries.
    int blocks = matrix.entryCount() >= entriesForManyBlocks && !poolsOfTheirOwn ? manyBlocks : fewBlocks;
    while (blocks > 1 && matrix.columnCount() / static_cast<std::size_t>(blocks) < least)
        blocks /= 2;
    return blocks;
}

} // namespace tastescope
