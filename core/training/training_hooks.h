#pragma once

#include "core/base/job.h"

#include <filesystem>
#include <functional>

namespace tastescope {

class Model;

/// What training needs from its caller: evaluation lies above the models, so it is passed in.
struct TrainingHooks
{
    /// Figures of the model on the validation part, asked once an epoch; empty: there is no validation part, then
    /// nothing stops early and the last epoch counts as best.
    std::function<Figures(const Model&)> validate = {};

    std::filesystem::path checkpoints = {}; ///< folder for last and previous .safetensors; empty: none kept
    bool resume = false;                    ///< go on from the checkpoints, if there are any
    std::filesystem::path start = {};       ///< weights to start from; empty: they are drawn
    int lastEpoch = 0;                      ///< > 0: training ends after it, at the rates of the whole schedule
    int threads = 0;                        ///< 0: all cores; never changes the result

    /// The facts of evaluation for the TrainingStarted event; training itself fills in epochs, firstEpoch and samples.
    TrainingStarted announcement = {};
};

} // namespace tastescope
