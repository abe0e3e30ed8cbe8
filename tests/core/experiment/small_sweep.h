#pragma once

#include "core/experiment/sweep.h"
#include "core/models/bpr/bpr_options.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tastescope {

/// BPR small enough for many trials a second.
inline SweepConfig small(int points, int epochs = 2)
{
    SweepConfig config;
    config.base.model = BprOptions{.embeddingDim = 8, .epochs = epochs, .schedule = Schedule::Constant, .patience = 0};
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.001,0.2)"),
                         parseAxis(config.base.model, "embedding_dim=choice(4,8)")};
    config.points = points;
    config.base.threads = 2;
    return config;
}

inline std::vector<std::string> models(const Sweep& sweep)
{
    std::vector<std::string> hashes;
    for (const SweepTrial& trial : sweep.trials)
        hashes.push_back(trial.record ? trial.record->modelSha256 : "");
    return hashes;
}

inline std::vector<TrialPhase> phases(const Sweep& sweep)
{
    std::vector<TrialPhase> result;
    for (const SweepTrial& trial : sweep.trials)
        result.push_back(trial.phase);
    return result;
}

} // namespace tastescope
