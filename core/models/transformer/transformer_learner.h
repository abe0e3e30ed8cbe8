#pragma once

#include "core/models/transformer/samples.h"
#include "core/models/transformer/transformer_options.h"
#include "core/models/transformer/transformer_trainer.h"
#include "core/training/learner.h"

namespace tastescope {

class Dataset;
class LastEvents;

/// The transformer as a learner: the training windows in an order drawn for each epoch, batch by batch, each a step of
/// Adam.
class TransformerLearner final : public Learner
{
public:
    /// Throws: Error when there is no window to learn.
    TransformerLearner(const TransformerOptions& options, const Dataset& dataset, Workers workers);
    ~TransformerLearner() override;

    /// In the place of the drawn ones. Shape: as the weights of model().
    void startFrom(FloatLines weights) { m_state.weights = std::move(weights); }

    EpochSums runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                       const JobContext& job) override;
    bool isFinite() const override;
    std::shared_ptr<const Model> model() const override;
    std::shared_ptr<const Model> modelFrom(const TensorFile& file) const override;
    std::vector<Tensor> tensors() const override;
    void restore(const TensorFile& file) override;

    /// Mean cross entropy of the validation positives after what is known before them, or of the tenth that was held
    /// back, without dropout.
    std::optional<double> validationLoss(const JobContext& job) override;

private:
    BlockGoal goal() const; ///< of the next step

    TransformerOptions m_options;
    TransformerShape m_shape;
    WeightLayout m_layout;
    std::unique_ptr<TrainingSamples> m_samples;
    WindowBatch m_validation;
    std::unique_ptr<const LastEvents> m_last;
    TransformerState m_state;
    TransformerTrainer m_trainer;
};

} // namespace tastescope
