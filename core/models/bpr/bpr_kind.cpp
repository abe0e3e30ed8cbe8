#include "core/models/bpr/bpr_kind.h"

#include "core/models/bpr/bpr_memory.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/train_bpr.h"

namespace tastescope {

ModelKind bprKind()
{
    ModelKind kind = describeKind<BprOptions>("BPR", "bpr");
    kind.presets = {
        presetOf("published", "every parameter the original system published", publishedBprOptions()),
        presetOf("quick", "a first look, in less than half the time of the defaults", quickBprOptions()),
        presetOf("best", "the best lists found, in up to twice the time of the defaults", bestBprOptions())};
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) { return trainBpr(options.as<BprOptions>(), dataset, hooks, job); };
    kind.load = loadAs<BprModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return bprMemory(options.as<BprOptions>(), data, threads);
    };
    kind.needsScoredPairs = [](const ModelOptions& options) {
        return options.as<BprOptions>().negativePool == NegativePool::HardEasy;
    };
    kind.meaning = [](const ModelOptions&, std::string_view item) { return "user · " + std::string(item); };
    kind.pace = ModelPace{
        .sample = "triplets",
        .samples = [](const ModelOptions& options,
                      std::int64_t trainPositives) { return trainPositives * options.as<BprOptions>().negatives; },
        .decidedBy = {"optimiser", "hardest_of"},
        .slowedBy = "embedding_dim",
        .whenMeasured = {{"epochs", std::int64_t{1}}, {"negative_pool", "uniform"}}};
    return kind;
}

} // namespace tastescope
