#pragma once

#include "core/models/bpr/bpr_options.h"
#include "core/training/checkpoint.h"
#include "core/training/learned.h"
#include "core/training/training_hooks.h"

namespace tastescope {

class Dataset;

/// Learns user and item vectors by Bayesian personalised ranking: for each training positive (u, i) and its drawn
/// negatives j, the mean of
///
///     softplus(-(u.i - u.j))
///
/// is lowered by the optimiser of `options`. With hardestOf above 1 each j is, of so many drawn, the one that scores
/// highest when its positive is learned (not by batches). The result is a function of options and dataset alone: the
/// same bits for any number of threads, any CPU, resumed or not.
///
/// Shapes: vectors have options.embeddingDim values.
/// Throws: Error when there is nothing to learn from; what trainInEpochs() throws.
/// Cost:   time O(epochs * positives * negatives * dimension), memory O((users + items) * dimension).
/// Source: Rendle, Freudenthaler, Gantner, Schmidt-Thieme: BPR, Bayesian personalized ranking from implicit feedback,
///         UAI 2009; the hardest of some as in Zhang, Chen, Wang, Yu: Optimizing top-N collaborative filtering via
///         dynamic negative item sampling, SIGIR 2013; tiles as in Gemulla et al.: Large-scale matrix factorization
///         with distributed SGD, KDD 2011.
Learned trainBpr(const BprOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                 const JobContext& job = {});

/// Whose checkpoints they are. Those of releases that had no hardest_of belong to runs that have 1 of it.
CheckpointOwner bprCheckpointOwner(const BprOptions& options, const Dataset& dataset);

} // namespace tastescope
