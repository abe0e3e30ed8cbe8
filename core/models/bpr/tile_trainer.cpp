#include "core/base/parallel.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/epoch_trainer.h"
#include "core/models/bpr/negatives.h"
#include "core/models/bpr/schedule.h"
#include "core/models/bpr/tiling.h"

#include <vector>

namespace tastescope {

namespace {

constexpr int triesPerBlock = 16; // an item of the pool that is in the block is then missed once in a million

/// sqrt(1 - b2^t) / (1 - b1^t) until it is 1 to the last bit.
std::vector<float> biasCorrections()
{
    std::vector<float> values;
    for (std::int64_t step = 1; values.empty() || values.back() != 1.0F || step < 100; ++step)
        values.push_back(adamBiasCorrection(step));
    return values;
}

/// One update a positive, on tiles: each round trains blocks() tiles side by side that share no row, each with its own
/// random stream, so the order of all updates to a row is the same for any number of threads.
class TileTrainer final : public EpochTrainer
{
public:
    explicit TileTrainer(const BprInput& input)
        : m_input(input),
          m_blocks(tileBlocks(input.dataset.train(), input.pools != nullptr)),
          m_corrections(input.options.optimiser == Optimiser::Adam ? biasCorrections() : std::vector<float>()),
          m_scratch(input.workers.copiesOf(Scratch()))
    {
    }

    void run(BprState& state, int epoch, const std::function<void(const EpochSums&)>& afterRound,
             const std::stop_token& stop) override
    {
        const Tiling tiling(m_input.dataset.train(), m_blocks, m_input.options.seed, epoch, m_input.workers, stop);
        std::vector<EpochSums> tiles(static_cast<std::size_t>(m_blocks));
        EpochSums sums;
        for (int round = 0; round < m_blocks; ++round) {
            sums.position = epoch - 1 + static_cast<double>(round + 1) / m_blocks;
            const auto rate = static_cast<float>(learningRate(m_input.options, sums.position));
            const auto body = [&](std::int64_t block, int worker) {
                const auto userBlock = static_cast<int>(block);
                const Place place{epoch, userBlock, tiling.itemBlock(round, userBlock)};
                tiles[static_cast<std::size_t>(block)] =
                    trainTile(state, tiling, place, rate, m_scratch[static_cast<std::size_t>(worker)]);
            };
            parallelFor(m_blocks, m_input.workers, {.stop = stop}, body, 1);
            for (const EpochSums& tile : tiles) {
                sums.loss += tile.loss;
                sums.triplets += tile.triplets;
                sums.skipped += tile.skipped;
            }
            afterRound(sums);
        }
    }

private:
    struct Place
    {
        int epoch;
        int userBlock;
        int itemBlock;
    };

    struct Scratch
    {
        std::vector<std::uint8_t> taken; ///< by place in the item block: 1 for the user's positives
        std::vector<std::int32_t> positives;
        std::vector<std::int32_t> negatives;
    };

    EpochSums trainTile(BprState& state, const Tiling& tiling, const Place& place, float rate, Scratch& scratch) const
    {
        Random random(m_input.options.seed,
                      {streamNumber(BprStream::Tile), static_cast<std::uint64_t>(place.epoch),
                       static_cast<std::uint64_t>(place.userBlock), static_cast<std::uint64_t>(place.itemBlock)});
        scratch.taken.assign(tiling.itemsBegin(place.itemBlock + 1) - tiling.itemsBegin(place.itemBlock), 0);
        const auto entries = tiling.tile(place.userBlock, place.itemBlock);
        const bool adam = m_input.options.optimiser == Optimiser::Adam;
        const auto train = adam ? bprKernels().adam : bprKernels().sgd;
        EpochSums sums;
        for (std::size_t first = 0; first < entries.size();) {
            std::size_t last = first;
            while (last < entries.size() && entries[last].user == entries[first].user)
                ++last;
            const auto user = static_cast<std::size_t>(entries[first].user);
            draw(random, tiling, place.itemBlock, entries.subspan(first, last - first), scratch);
            sums.loss += train({.user = state.users.row(user),
                                .items = rowsOf(state.items),
                                .positives = scratch.positives,
                                .negatives = scratch.negatives,
                                .negativesPerPositive = static_cast<std::size_t>(m_input.options.negatives),
                                .rate = rate,
                                .l2 = static_cast<float>(m_input.options.l2),
                                .userSteps = adam ? &state.userSteps[user] : nullptr,
                                .itemSteps = adam ? state.itemSteps.data() : nullptr,
                                .biasCorrections = m_corrections});
            sums.triplets += static_cast<std::int64_t>(scratch.negatives.size());
            sums.skipped += static_cast<std::int64_t>(last - first - scratch.positives.size());
            first = last;
        }
        return sums;
    }

    /// One user's positives in a tile that get their negatives, with these. The user's positives that lie in the item
    /// block are exactly those of the tile, so marking them is enough to never draw one as a negative.
    void draw(Random& random, const Tiling& tiling, int itemBlock, std::span<const Tiling::Entry> entries,
              Scratch& scratch) const
    {
        const std::size_t begin = tiling.itemsBegin(itemBlock);
        const auto count = static_cast<std::size_t>(m_input.options.negatives);
        const auto mark = [&](std::uint8_t value) {
            for (const Tiling::Entry& entry : entries)
                scratch.taken[static_cast<std::size_t>(entry.place) - begin] = value;
        };
        scratch.positives.clear();
        scratch.negatives.resize(entries.size() * count);
        mark(1);
        for (const Tiling::Entry& entry : entries) {
            const auto out = std::span(scratch.negatives).subspan(scratch.positives.size() * count, count);
            const std::size_t free = scratch.taken.size() - entries.size();
            if (m_input.pools ? drawFromPools(random, tiling, itemBlock, User{entry.user}, out)
                              : drawFromBlock(random, tiling, begin, free, scratch.taken, out))
                scratch.positives.push_back(tiling.itemAt(static_cast<std::size_t>(entry.place)));
        }
        mark(0);
        scratch.negatives.resize(scratch.positives.size() * count);
    }

    static bool drawFromBlock(Random& random, const Tiling& tiling, std::size_t begin, std::size_t free,
                              std::span<std::uint8_t> taken, std::span<std::int32_t> out)
    {
        if (!drawFree(random, taken, free, out))
            return false;
        for (std::int32_t& place : out)
            place = tiling.itemAt(begin + static_cast<std::size_t>(place));
        return true;
    }

    bool drawFromPools(Random& random, const Tiling& tiling, int itemBlock, User user,
                       std::span<std::int32_t> out) const
    {
        const std::size_t begin = tiling.itemsBegin(itemBlock);
        const std::size_t end = tiling.itemsBegin(itemBlock + 1);
        const auto isInBlock = [&](Item item) {
            const std::size_t place = tiling.placeOf(item);
            return place >= begin && place < end;
        };
        return drawHardEasy(random, m_input.pools->hard.row(user), m_input.pools->easy.row(user), out,
                            triesPerBlock * m_blocks, isInBlock);
    }

    BprInput m_input;
    int m_blocks;
    std::vector<float> m_corrections;
    std::vector<Scratch> m_scratch; ///< by worker
};

} // namespace

std::unique_ptr<EpochTrainer> makeTileTrainer(const BprInput& input)
{
    return std::make_unique<TileTrainer>(input);
}

} // namespace tastescope
