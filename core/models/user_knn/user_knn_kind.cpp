#include "core/models/user_knn/user_knn_kind.h"

#include "core/data/dataset.h"
#include "core/models/user_knn/train_user_knn.h"

namespace tastescope {

ModelKind userKnnKind()
{
    ModelKind kind = describeKind<UserKnnOptions>("User-KNN", "knn");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) {
        UserKnnModel model = trainUserKnn(options.as<UserKnnOptions>(), dataset, hooks.threads, job);
        return Learned{.best = std::make_shared<const UserKnnModel>(std::move(model))};
    };
    kind.load = loadAs<UserKnnModel>;
    kind.memory = [](const ModelOptions& options, const Dataset& dataset) {
        return static_cast<std::int64_t>(dataset.userCount() * sizeof(Neighbour))
               * options.as<UserKnnOptions>().neighbours;
    };
    kind.meaning = [](const ModelOptions& options, std::string_view) {
        return std::string(options.as<UserKnnOptions>().weighting == Weighting::Bm25 ? "weight × sum of similarities"
                                                                                     : "sum of similarities");
    };
    kind.searchesNeighbours = true;
    return kind;
}

} // namespace tastescope
