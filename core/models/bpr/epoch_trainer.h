#pragma once

#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/bpr/bpr_state.h"
#include "core/pipeline/negative_pools.h"
#include "core/training/learner.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace tastescope {

/// Runs one epoch after the other on a state. Two ways exist: tiles (one update a positive) and batches. A sample is a
/// triplet; what is skipped are positives (by batches: triplets) for which too few negatives could be drawn.
class EpochTrainer
{
public:
    virtual ~EpochTrainer() = default;

    /// afterRound is told the sums so far, several times an epoch and always at its end, on the calling thread.
    /// Throws: Cancelled when stop is set: the state is then half-way and must not be used; what afterRound throws.
    virtual void run(BprState& state, int epoch, const std::function<void(const EpochSums&)>& afterRound,
                     const std::stop_token& stop) = 0;
};

/// What training reads. All outlive the trainer.
struct BprInput
{
    const BprOptions& options;
    const Dataset& dataset;
    const NegativePools* pools = nullptr; ///< for NegativePool::HardEasy
    Workers workers;
};

std::unique_ptr<EpochTrainer> makeTileTrainer(const BprInput& input);  ///< Optimiser::Sgd and Adam
std::unique_ptr<EpochTrainer> makeBatchTrainer(const BprInput& input); ///< Optimiser::AdamBatch

} // namespace tastescope
