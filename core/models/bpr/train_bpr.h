#pragma once

#include "core/base/job.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/bpr_options.h"
#include "core/training/training_hooks.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tastescope {

class Dataset;

struct TrainedBpr
{
    std::shared_ptr<const BprModel> best = {}; ///< of the epoch with the best validation MRR: what is kept and served
    std::shared_ptr<const BprModel> last = {};
    std::vector<EpochFinished> curve = {}; ///< one entry an epoch, those before a resume included
    int bestEpoch = 0;                     ///< 1-based
    TrainingEnd end = TrainingEnd::Finished;
    std::string reason = {}; ///< of the end, in words for the person
};

/// Learns user and item vectors by Bayesian personalised ranking: for each training positive (u, i) and its drawn
/// negatives j, the mean of
///
///     softplus(-(u.i - u.j))
///
/// is lowered by the optimiser of `options`. The result is a function of options and dataset alone: the same bits for
/// any number of threads, any CPU, resumed or not.
///
/// Shapes: vectors have options.embeddingDim values.
/// Throws: Error when there is nothing to learn from, or when a checkpoint belongs to other options or data;
///         DivergedAtOnce when the first epoch already diverges; Cancelled when job.stop is set: the last checkpoint
///         then stays loadable.
/// Cost:   time O(epochs * positives * negatives * dimension), memory O((users + items) * dimension).
/// Source: Rendle, Freudenthaler, Gantner, Schmidt-Thieme: BPR, Bayesian personalized ranking from implicit feedback,
///         UAI 2009; tiles as in Gemulla et al.: Large-scale matrix factorization with distributed SGD, KDD 2011.
TrainedBpr trainBpr(const BprOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job = {});

/// What the checkpoints of an interrupted training hold; nothing when no epoch was finished or all are damaged.
std::optional<TrainedBpr> trainedSoFar(const std::filesystem::path& checkpoints);

} // namespace tastescope
