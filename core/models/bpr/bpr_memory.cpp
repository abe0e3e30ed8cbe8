#include "core/models/bpr/bpr_memory.h"

#include "core/base/parallel.h"
#include "core/models/factors.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr const char* smallerVectors = "a smaller embedding_dim";

std::int64_t partsOf(const BprOptions& options)
{
    return options.optimiser == Optimiser::Sgd ? 1 : 3;
}

/// The best and the last.
std::int64_t modelsOf(const BprOptions& options)
{
    return options.epochs > 1 ? 2 : 1;
}

/// One number each of all vectors of so many rows, as training and models hold them.
std::int64_t tableOf(const BprOptions& options, std::int64_t rows)
{
    constexpr auto lanes = static_cast<std::int64_t>(Factors::lanes);
    return bytesOf(rows, (options.embeddingDim + lanes - 1) / lanes * lanes * 4);
}

/// The same as files hold them.
std::int64_t packedOf(const BprOptions& options, std::int64_t rows)
{
    return bytesOf(rows, std::int64_t{options.embeddingDim} * 4);
}

/// What training by batches keeps from epoch to epoch: the user of each positive, the negatives of an epoch, and what
/// the threads count with.
MemoryNeed tripletsOf(const BprOptions& options, const DataSize& data, std::int64_t workers)
{
    if (options.optimiser != Optimiser::AdamBatch)
        return {};
    return {
        {"the triplets of an epoch", bytesOf(data.train, 4 + std::int64_t{4} * options.negatives), "fewer negatives"},
        {"the counters of the threads", workers * (bytesOf(data.users, 4) + bytesOf(data.items, 5)), "fewer threads"}};
}

/// Steps are planned for a million triplets at a time, or one by one when they are larger: 24 bytes a triplet, 18 a row
/// it touches. Then come the triplets themselves, a pull each, and the users as they were.
MemoryNeed plansOf(const BprOptions& options, const DataSize& data, std::int64_t workers)
{
    constexpr std::int64_t planned = 1 << 20;
    const std::int64_t all = bytesOf(data.train, options.negatives);
    const std::int64_t step = std::clamp<std::int64_t>(std::int64_t{options.batchSize} * options.gradAccum, 1, all);
    const std::int64_t steps = std::max<std::int64_t>(1, std::min(planned, all) / step);
    const std::int64_t users = std::min(step, data.users);
    const std::int64_t rows = users + std::min(2 * step, data.items);
    const std::int64_t plans = steps * (24 * step + 18 * rows);
    return {{"the plans of its steps", plans + workers * 32 * step + 12 * step + tableOf(options, users),
             "a smaller batch_size"}};
}

MemoryNeed epochOf(const BprOptions& options, const DataSize& data, std::int64_t workers)
{
    if (options.optimiser == Optimiser::AdamBatch)
        return plansOf(options, data, workers);
    return {{"the tiles of an epoch", bytesOf(data.train, 8) + bytesOf(data.items, 12) + bytesOf(data.users, 4)}};
}

MemoryNeed checkpointOf(const BprOptions& options, const DataSize& data)
{
    const std::int64_t rows = data.users + data.items;
    const std::int64_t tables = modelsOf(options) + partsOf(options) - 1;
    return {{"the checkpoint",
             tables * packedOf(options, rows) + packedOf(options, std::max(data.users, data.items)) + 4 * rows,
             smallerVectors}};
}

MemoryNeed poolsOf(const DataSize& data)
{
    return {{"the pools of hard and easy negatives", bytesOf(data.scoredPairs, 4) + bytesOf(data.users, 16),
             "uniform negatives"}};
}

/// The items of each track, a score's parts, and for each thread what one user may share tracks with: everything.
MemoryNeed findingPools(const DataSize& data, std::int64_t workers)
{
    return {{"the items of each track", bytesOf(data.itemTracks, 4) + bytesOf(data.tracks, 16)},
            {"the counters of the threads",
             bytesOf(data.users, 12) + bytesOf(data.items, 8) + workers * bytesOf(data.items, 32), "fewer threads"}};
}

} // namespace

ModelMemory bprMemory(const BprOptions& options, const DataSize& data, int threads)
{
    const std::int64_t workers = Workers(threads).count();
    const std::int64_t rows = data.users + data.items;
    const MemoryNeed models{
        {"the best and the last model", modelsOf(options) * (tableOf(options, rows) + data.users), smallerVectors}};
    const std::int64_t steps = options.optimiser == Optimiser::Adam ? 4 * rows : 0;
    const MemoryNeed vectors{
        {"the vectors of users and items", bytesOf(tableOf(options, rows), partsOf(options)) + steps, smallerVectors}};
    MemoryNeed training = vectors + models + tripletsOf(options, data, workers)
                          + larger(epochOf(options, data, workers), checkpointOf(options, data));
    if (options.negativePool == NegativePool::HardEasy)
        training = poolsOf(data) + larger(findingPools(data, workers), training);
    return {training, models};
}

} // namespace tastescope
