#pragma once

#include "app/cli/common.h"

namespace tastescope::cli {

/// A listener that tells on stderr how far the work is: nothing, one line that is drawn over, or one JSON object a
/// line.
std::function<void(const JobEvent&)> progressSink(ProgressMode mode);

} // namespace tastescope::cli
