#pragma once

#include "core/evaluation/evaluation.h"

#include <string>

namespace tastescope::cli {

/// The figures of one evaluation for people: the model with its interval, most-popular and chance beside it.
std::string evaluationText(const Evaluation& evaluation);

/// Why the evaluation has no figure. For one that ranked no positive.
std::string unmeasuredText(const Evaluation& evaluation);

} // namespace tastescope::cli
