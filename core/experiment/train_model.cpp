#include "core/experiment/train_model.h"

#include "core/base/epochs.h"
#include "core/models/bpr/checkpoint.h"
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
        Learned learned;
        learned.best = std::make_shared<PopularityModel>(trainPopularity(options, dataset));
        return learned;
    }

    Learned operator()(const UserKnnOptions& options) const
    {
        Learned learned;
        learned.best = std::make_shared<UserKnnModel>(trainUserKnn(options, dataset, hooks.threads, job));
        return learned;
    }

    Learned operator()(const BprOptions& options) const
    {
        const TrainedBpr trained = trainBpr(options, dataset, hooks, job);
        const bool diverged = trained.end == TrainingEnd::Diverged;
        return {trained.best,
                trained.last,
                trained.curve,
                trained.bestEpoch,
                diverged ? RunState::Diverged : RunState::Finished,
                trained.reason};
    }
};

} // namespace

Learned trainModel(const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                   const JobContext& job)
{
    return std::visit(Training{dataset, hooks, job}, options);
}

Learned learnedSoFar(const ModelOptions& options, const Dataset& dataset, const std::filesystem::path& checkpoints)
{
    Learned learned;
    const auto* bpr = std::get_if<BprOptions>(&options);
    if (!bpr)
        return learned; // the others learn all at once
    const auto checkpoint = loadCheckpoint(checkpoints, *bpr, dataset);
    if (!checkpoint)
        return learned;
    learned.best = checkpoint->best;
    learned.last = checkpoint->last;
    learned.epochs = checkpoint->curve;
    learned.bestEpoch = bestEpochNumber(learned.epochs);
    return learned;
}

std::string datasetHashOf(const std::filesystem::path& checkpoints)
{
    const auto owner = ownerIn(checkpoints);
    return owner ? owner->dataset : std::string();
}

} // namespace tastescope
