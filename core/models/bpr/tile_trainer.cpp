#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/epoch_trainer.h"
#include "core/models/bpr/tile_negatives.h"
#include "core/models/bpr/tiling.h"

#include <vector>

namespace tastescope {

namespace {

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
          m_blocks(tileBlocks(input.dataset.train(), drawnPerPositive(input.options), input.pools != nullptr)),
          m_corrections(input.options.optimiser == Optimiser::Adam ? biasCorrections() : std::vector<float>()),
          m_negatives(input.workers.copiesOf(TileNegatives(input)))
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
            const auto rate = static_cast<float>(learningRate(m_input.options).at(sums.position));
            const auto body = [&](std::int64_t block, int worker) {
                const auto userBlock = static_cast<int>(block);
                const Place place{epoch, userBlock, tiling.itemBlock(round, userBlock)};
                tiles[static_cast<std::size_t>(block)] =
                    trainTile(state, tiling, place, rate, m_negatives[static_cast<std::size_t>(worker)]);
            };
            parallelFor(m_blocks, m_input.workers, {.stop = stop}, body, 1);
            for (const EpochSums& tile : tiles) {
                sums.loss += tile.loss;
                sums.samples += tile.samples;
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

    EpochSums trainTile(BprState& state, const Tiling& tiling, const Place& place, float rate,
                        TileNegatives& negatives) const
    {
        Random random(m_input.options.seed,
                      {streamNumber(BprStream::Tile), static_cast<std::uint64_t>(place.epoch),
                       static_cast<std::uint64_t>(place.userBlock), static_cast<std::uint64_t>(place.itemBlock)});
        negatives.begin(tiling, place.itemBlock);
        const auto entries = tiling.tile(place.userBlock, place.itemBlock);
        const bool adam = m_input.options.optimiser == Optimiser::Adam;
        const auto train = adam ? bprKernels().adam : bprKernels().sgd;
        EpochSums sums;
        for (std::size_t first = 0; first < entries.size();) {
            std::size_t last = first;
            while (last < entries.size() && entries[last].user == entries[first].user)
                ++last;
            const auto user = static_cast<std::size_t>(entries[first].user);
            negatives.draw(random, entries.subspan(first, last - first));
            sums.loss += train({.user = state.users.row(user),
                                .items = rowsOf(state.items),
                                .positives = negatives.positives(),
                                .negatives = negatives.negatives(),
                                .negativesPerPositive = static_cast<std::size_t>(m_input.options.negatives),
                                .hardestOf = static_cast<std::size_t>(m_input.options.hardestOf),
                                .rate = rate,
                                .l2 = static_cast<float>(m_input.options.l2),
                                .userSteps = adam ? &state.userSteps[user] : nullptr,
                                .itemSteps = adam ? state.itemSteps.data() : nullptr,
                                .biasCorrections = m_corrections});
            sums.samples += std::ssize(negatives.positives()) * m_input.options.negatives;
            sums.skipped += static_cast<std::int64_t>(last - first - negatives.positives().size());
            first = last;
        }
        return sums;
    }

    BprInput m_input;
    int m_blocks;
    std::vector<float> m_corrections;
    std::vector<TileNegatives> m_negatives; ///< by worker
};

} // namespace

std::unique_ptr<EpochTrainer> makeTileTrainer(const BprInput& input)
{
    return std::make_unique<TileTrainer>(input);
}

} // namespace tastescope
