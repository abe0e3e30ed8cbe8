#pragma once

#include "core/experiment/run_config.h"

namespace tastescope {

/// Two learning rates the published project found next to each other at the top of a sweep, and guessed to be equally
/// good.
inline constexpr double publishedRate = 0.00392;
inline constexpr double otherPublishedRate = 0.00363;

/// Whether two runs differ in these learning rates and in nothing else, so that comparing them answers the guess.
/// Returns: 1 when `a` has publishedRate, -1 when `b` has it, 0 when they do not ask the question.
int asksPublishedQuestion(const RunConfig& a, const RunConfig& b);

} // namespace tastescope
