#pragma once

#include "core/base/job.h"

#include <optional>
#include <vector>

namespace tastescope::ui {

/// What a run has told so far: the curves draw it while it grows.
struct RunCurve
{
    std::optional<TrainingStarted> start;
    std::vector<TrainingTick> ticks;
    std::vector<EpochFinished> epochs;

    void add(const JobEvent& event);

    /// The epoch that is kept; null before the first.
    const EpochFinished* best() const;
    const EpochFinished* last() const { return epochs.empty() ? nullptr : &epochs.back(); }
};

} // namespace tastescope::ui
