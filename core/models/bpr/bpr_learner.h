#pragma once

#include "core/models/bpr/bpr_state.h"
#include "core/models/bpr/epoch_trainer.h"
#include "core/training/learner.h"

#include <optional>

namespace tastescope {

/// BPR as a learner: vectors, their optimiser's memory, and one of the two ways to run an epoch.
class BprLearner final : public Learner
{
public:
    /// options and dataset outlive it. pools: for NegativePool::HardEasy.
    BprLearner(const BprOptions& options, const Dataset& dataset, std::optional<NegativePools> pools, Workers workers);

    /// Throws: as Learner, and Error when no negatives can be drawn for anybody.
    EpochSums runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                       const JobContext& job) override;
    bool isFinite() const override { return m_state.users.isFinite() && m_state.items.isFinite(); }
    std::shared_ptr<const Model> model() const override { return modelOf(m_state, m_dataset); }
    std::shared_ptr<const Model> modelFrom(const TensorFile& file) const override;
    std::vector<Tensor> tensors() const override;
    void restore(const TensorFile& file) override;

private:
    std::string skippedText(int epoch, std::int64_t skipped) const;

    const BprOptions& m_options;
    const Dataset& m_dataset;
    std::optional<NegativePools> m_pools;
    BprState m_state;
    std::unique_ptr<EpochTrainer> m_trainer;
    bool m_toldSkipped = false;
};

} // namespace tastescope
