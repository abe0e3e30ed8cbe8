#pragma once

#include "core/models/ials/ials_model.h"
#include "core/models/ials/ials_options.h"
#include "core/training/learner.h"

namespace tastescope {

class Dataset;

/// iALS as a learner: an epoch solves all items from the users, then all users from the items. Users come last, so that
/// they are the solutions for the items as they stay.
///
/// The loss is what the users' solutions have left of their objective (IalsSystem), a like on the average. The start:
/// users in +-0.1 sqrt(3 / dimension), each row drawn by (seed, row).
class IalsLearner final : public Learner
{
public:
    /// options and dataset outlive it.
    IalsLearner(const IalsOptions& options, const Dataset& dataset, Workers workers);

    EpochSums runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                       const JobContext& job) override;
    bool isFinite() const override;
    std::shared_ptr<const Model> model() const override;
    std::shared_ptr<const Model> modelFrom(const TensorFile& file) const override;
    std::vector<Tensor> tensors() const override; ///< none: the model's own are all there is
    void restore(const TensorFile& file) override;

private:
    struct Side;

    void solveItems(EpochSums& sums, const std::function<void(const EpochSums&)>& afterRound, const JobContext& job);
    void solveUsers(EpochSums& sums, const std::function<void(const EpochSums&)>& afterRound, const JobContext& job);

    const IalsOptions& m_options;
    const Dataset& m_dataset;
    BinaryMatrix<Item, User> m_likers;
    Workers m_workers;
    IalsWeights m_weights;
    Factors m_items;
    std::vector<double> m_users; ///< users x padded dimension
};

} // namespace tastescope
