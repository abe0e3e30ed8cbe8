#pragma once

#include "core/base/job.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tastescope {

class Model;
struct Tensor;
struct TensorFile;

/// Sums over the part of an epoch that is done.
struct EpochSums
{
    double loss = 0; ///< over samples, nats
    std::int64_t samples = 0;
    std::int64_t skipped = 0; ///< what could not be learned from, in units of the learner
    double position = 0;      ///< in epochs since training began
};

/// What learns in epochs: the weights, what its optimiser remembers beside them, and how to run one epoch. All else
/// (when to stop, what is best, checkpoints, the curve, pace) is the epoch loop's.
class Learner
{
public:
    virtual ~Learner() = default;

    /// Runs one epoch, 1-based. afterRound is told the sums so far, several times an epoch and always at its end, on
    /// the calling thread. Returns the sums of the whole epoch.
    /// Throws: Cancelled when job.stop is set; what afterRound throws. The state is then half-way and not used any
    /// more.
    virtual EpochSums runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                               const JobContext& job) = 0;

    /// Mean loss of the validation part as the weights are now, nats; none: it measures none.
    virtual std::optional<double> validationLoss(const JobContext& job)
    {
        static_cast<void>(job);
        return std::nullopt;
    }

    /// False when a weight is no longer a number.
    virtual bool isFinite() const = 0;

    /// The weights as they are now; later epochs do not change it.
    virtual std::shared_ptr<const Model> model() const = 0;

    /// The model of this kind that tensors hold. Throws: Error saying what does not fit.
    virtual std::shared_ptr<const Model> modelFrom(const TensorFile& file) const = 0;

    /// What is remembered beside the model's own tensors; the names begin with "optim/".
    virtual std::vector<Tensor> tensors() const = 0;

    /// Takes up where a checkpoint stands, from the model's tensors and its own. Throws: Error saying what does not
    /// fit.
    virtual void restore(const TensorFile& file) = 0;
};

} // namespace tastescope
