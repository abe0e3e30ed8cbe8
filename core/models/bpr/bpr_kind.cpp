#include "core/models/bpr/bpr_kind.h"

#include "core/data/dataset.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/train_bpr.h"

namespace tastescope {

namespace {

/// The vectors with what the optimiser remembers of each; the best and the last model; the order of
/// the positives.
std::int64_t memoryOf(const BprOptions& options, const Dataset& dataset)
{
    constexpr std::int64_t models = 2;
    constexpr std::int64_t positiveBytes = 8;
    const auto rows = static_cast<std::int64_t>(dataset.userCount() + dataset.itemCount());
    const std::int64_t parts = options.optimiser == Optimiser::Sgd ? 1 : 3;
    return rows * options.embeddingDim * (parts + models) * static_cast<std::int64_t>(sizeof(float))
           + static_cast<std::int64_t>(dataset.train().entryCount()) * positiveBytes;
}

} // namespace

ModelKind bprKind()
{
    ModelKind kind = describeKind<BprOptions>("BPR", "bpr");
    kind.presets = {presetOf("published", publishedBprOptions())};
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) { return trainBpr(options.as<BprOptions>(), dataset, hooks, job); };
    kind.load = loadAs<BprModel>;
    kind.memory = [](const ModelOptions& options, const Dataset& dataset) {
        return memoryOf(options.as<BprOptions>(), dataset);
    };
    kind.meaning = [](const ModelOptions&, std::string_view item) { return "user · " + std::string(item); };
    kind.pace = ModelPace{
        .sample = "triplets",
        .samples = [](const ModelOptions& options,
                      std::int64_t trainPositives) { return trainPositives * options.as<BprOptions>().negatives; },
        .decidedBy = {"optimiser"},
        .slowedBy = "embedding_dim",
        .whenMeasured = {{"epochs", std::int64_t{1}}, {"negative_pool", "uniform"}}};
    return kind;
}

} // namespace tastescope
