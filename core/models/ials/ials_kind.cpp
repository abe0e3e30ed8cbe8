#include "core/models/ials/ials_kind.h"

#include "core/base/parallel.h"
#include "core/models/factors.h"
#include "core/models/ials/ials_model.h"
#include "core/models/ials/train_ials.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr const char* smallerIals = "a smaller embedding_dim";

/// V: 8 bytes a number of a user, 4 of an item, of the dimension rounded up to 16.
///
///     vectors     V; the best and the last model V each with the likes they score by, after one epoch the same one
///     an epoch    a matrix and 64 vectors of doubles a thread, a matrix for each 4,096 vectors of one side
///     checkpoint  V of the last and of the best, and one table while it is copied
ModelMemory ialsMemory(const IalsOptions& options, const DataSize& data, int threads)
{
    constexpr auto lanes = static_cast<std::int64_t>(Factors::lanes);
    const std::int64_t padded = (options.embeddingDim + lanes - 1) / lanes * lanes;
    const std::int64_t vectors = bytesOf(data.users, padded * 8) + bytesOf(data.items, padded * 4);
    const std::int64_t likes = bytesOf(data.train, 4) + bytesOf(data.users, 8);
    const std::int64_t count = options.epochs > 1 ? 2 : 1;
    const std::int64_t workers = Workers(threads).count();
    const std::int64_t chunks = std::max(data.users, data.items) / 4096 + 2;
    const MemoryNeed models{{"the best and the last model", count * (vectors + likes), smallerIals}};
    const MemoryNeed training{
        {"the vectors of users and items", vectors, smallerIals},
        {"the users of each item", bytesOf(data.train, 4) + bytesOf(data.items, 8) + bytesOf(data.users, 8)},
        {"the matrices of the threads", (workers + chunks) * padded * padded * 8 + workers * 2 * 64 * padded * 8,
         smallerIals}};
    const MemoryNeed checkpoint{
        {"the checkpoint", count * (vectors + 2 * likes) + bytesOf(data.users, padded * 8), smallerIals}};
    return {models + larger(training, MemoryNeed{training.parts()[0], training.parts()[1]} + checkpoint), models};
}

} // namespace

ModelKind ialsKind()
{
    ModelKind kind = describeKind<IalsOptions>("iALS", "ials");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) { return trainIals(options.as<IalsOptions>(), dataset, hooks, job); };
    kind.load = loadAs<IalsModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return ialsMemory(options.as<IalsOptions>(), data, threads);
    };
    kind.meaning = [](const ModelOptions&, std::string_view item) { return "user · " + std::string(item); };
    kind.answers = {QueryForm::User, QueryForm::Profile};
    kind.pace = ModelPace{.sample = "likes",
                          .samples = [](const ModelOptions&, std::int64_t trainPositives) { return trainPositives; },
                          .decidedBy = {},
                          .slowedBy = "embedding_dim",
                          .whenMeasured = {{"epochs", std::int64_t{1}}}};
    return kind;
}

} // namespace tastescope
