#pragma once

#include "core/models/bpr/bpr_options.h"

namespace tastescope {

/// The learning rate at a position of the run, in epochs: 0 before the first, 1.5 half through the second.
///
/// With w = warmup_epochs, p = position, q = p - w and n = epochs - w, times learning_rate:
///     warm-up (p < w)  p / w
///     constant         1
///     exponential      0.95^q
///     step             0.5^floor(5 q / n): halved after every fifth of the run
///     cosine           0.01 + 0.99 (1 + cos(pi q / n)) / 2: one descent over the run to 1 %
double learningRate(const BprOptions& options, double position);

} // namespace tastescope
