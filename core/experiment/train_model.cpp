#include "core/experiment/train_model.h"

#include "core/models/bpr/train_bpr.h"
#include "core/models/popularity/popularity_model.h"
#include "core/models/user_knn/train_user_knn.h"

namespace tastescope {

namespace {

struct Training
{
    const Dataset& dataset;
    const TrainingHooks& hooks;
    const JobContext& job;

    Learned operator()(const PopularityOptions& options) const
    {
        return {.best = std::make_shared<PopularityModel>(trainPopularity(options, dataset))};
    }

    Learned operator()(const UserKnnOptions& options) const
    {
        return {.best = std::make_shared<UserKnnModel>(trainUserKnn(options, dataset, hooks.threads, job))};
    }

    Learned operator()(const BprOptions& options) const { return trainBpr(options, dataset, hooks, job); }
};

} // namespace

Learned trainModel(const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                   const JobContext& job)
{
    return std::visit(Training{dataset, hooks, job}, options);
}

} // namespace tastescope
