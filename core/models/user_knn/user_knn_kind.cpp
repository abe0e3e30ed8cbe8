#include "core/models/user_knn/user_knn_kind.h"

#include "core/models/user_knn/train_user_knn.h"
#include "core/neighbours/search_memory.h"

namespace tastescope {

namespace {

/// The search; or its lists with the likes that vote, and both once more as tensors, the largest of which is there
/// twice while it is made: 12 bytes a neighbour, 8 a like.
ModelMemory userKnnMemory(const UserKnnOptions& options, const DataSize& data, int threads)
{
    const SearchSize search{.top = options.neighbours,
                            .threads = threads,
                            .weighted = options.weighting != Weighting::Binary || options.shrinkage > 0,
                            .turn = "fewer neighbours"};
    const MemoryNeed model =
        neighbourLists(data, search)
        + MemoryNeed{{"the likes that vote", bytesOf(data.train, 4) + bytesOf(data.users, 8) + bytesOf(data.items, 4)}};
    const std::int64_t tensors = bytesOf(neighbourSlots(data, options.neighbours), 12) + bytesOf(data.train, 8)
                                 + bytesOf(data.users, 32) + bytesOf(data.items, 8);
    const MemoryNeed saving{{"the tensors of its file", tensors, search.turn}};
    return {larger(searchMemory(data, search), model + saving), model};
}

} // namespace

ModelKind userKnnKind()
{
    ModelKind kind = describeKind<UserKnnOptions>("User-KNN", "knn");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) {
        UserKnnModel model = trainUserKnn(options.as<UserKnnOptions>(), dataset, hooks.threads, job);
        return Learned{.best = std::make_shared<const UserKnnModel>(std::move(model))};
    };
    kind.load = loadAs<UserKnnModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return userKnnMemory(options.as<UserKnnOptions>(), data, threads);
    };
    kind.meaning = [](const ModelOptions& options, std::string_view) {
        return std::string(options.as<UserKnnOptions>().weighting == Weighting::Bm25 ? "weight × sum of similarities"
                                                                                     : "sum of similarities");
    };
    kind.searchesNeighbours = true;
    return kind;
}

} // namespace tastescope
