#include "core/models/ease/ease_kind.h"

#include "core/base/dense.h"
#include "core/base/parallel.h"
#include "core/models/ease/train_ease.h"

#include <algorithm>

namespace tastescope {

namespace {

/// The matrix that is inverted, 4 bytes a pair of items as doubles of one triangle, and the weights, 4 as floats of
/// both; or the weights and once more as the tensor of the file.
ModelMemory easeMemory(const EaseOptions& options, const DataSize& data, int threads)
{
    const std::int64_t items = std::min<std::int64_t>(options.mostItems, data.items);
    const std::int64_t workers = Workers(threads).count();
    const std::int64_t weights = bytesOf(bytesOf(items, items), 4);
    const std::int64_t likes = bytesOf(data.train, 4) + bytesOf(data.users, 8);
    const MemoryNeed model{{"the weights between items", weights, "a smaller most_items"},
                           {"the likes that scores add up", likes + bytesOf(data.items, 8)}};
    const MemoryNeed solving{{"the matrix that is inverted",
                              SymmetricTiles::bytes(items) + SymmetricTiles::inversionBytes(items),
                              "a smaller most_items"},
                             {"the users of each item", likes + bytesOf(data.items, 16)},
                             {"the counters of the threads", workers * bytesOf(items, 4), "fewer threads"}};
    const MemoryNeed saving{
        {"the tensors of its file", weights + 2 * likes + bytesOf(data.items, 4), "a smaller most_items"}};
    return {model + larger(solving, saving), model};
}

} // namespace

ModelKind easeKind()
{
    ModelKind kind = describeKind<EaseOptions>("EASE", "ease");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) {
        EaseModel model = trainEase(options.as<EaseOptions>(), dataset, hooks.threads, job);
        return Learned{.best = std::make_shared<const EaseModel>(std::move(model))};
    };
    kind.load = loadAs<EaseModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return easeMemory(options.as<EaseOptions>(), data, threads);
    };
    kind.meaning = [](const ModelOptions&, std::string_view) { return std::string("sum of what each like adds"); };
    kind.answers = {QueryForm::User, QueryForm::Profile};
    return kind;
}

} // namespace tastescope
