#pragma once

#include "core/base/job.h"

#include <cstdint>
#include <optional>

namespace tastescope::ui {

struct SessionRun;

/// What a run's figures are measured on, and what stands beside them: known as soon as training has announced itself,
/// or else when the run ended.
struct RunFacts
{
    std::int64_t users = 0;
    int negatives = 0; ///< a held-out positive
    Figures chance = {};
    Figures popularity = {}; ///< empty: it was not measured
};

std::optional<RunFacts> factsOf(const SessionRun& run);

/// Nothing was held out for validation, as far as is known: there is no metric, in whatever epoch.
bool isUnmeasured(const SessionRun& run);

/// The figures of a run without epochs: values that hold everywhere. Empty while it runs, and for runs with epochs.
Figures constantFigures(const SessionRun& run);

/// Learns in epochs, so it has curves.
bool hasEpochs(const SessionRun& run);

} // namespace tastescope::ui
