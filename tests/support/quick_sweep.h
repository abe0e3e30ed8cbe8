#pragma once

#include "core/experiment/sweep.h"
#include "core/models/bpr/bpr_options.h"

namespace tastescope::test {

/// Learning rates at random for a small BPR: a trial takes milliseconds on preset:tiny.
inline SweepConfig quickSweep(int points, int epochs)
{
    BprOptions options;
    options.embeddingDim = 8;
    options.epochs = epochs;
    options.patience = 0;
    SweepConfig config;
    config.base.model = options;
    config.base.name = "lr-quick";
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.001,0.3)")};
    config.points = points;
    return config;
}

} // namespace tastescope::test
