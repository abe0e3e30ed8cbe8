#pragma once

#include "core/base/enum_names.h"
#include "core/experiment/run_config.h"
#include "core/experiment/search_space.h"

namespace tastescope {

enum class Scheduler {
    Random, ///< points drawn by seed
    Grid,   ///< all combinations of finite axes
    Halving ///< points drawn by seed, successive halving
};

constexpr auto enumNames(Scheduler)
{
    return namedBy<Scheduler>({{Scheduler::Random, "random"}, {Scheduler::Grid, "grid"}, {Scheduler::Halving, "asha"}});
}

/// Everything that decides a sweep, and how many trials may run side by side.
struct SweepConfig
{
    RunConfig base; ///< what does not vary; its threads are those of the whole sweep, its seed that of repeat 0
    SearchSpace space;
    Scheduler scheduler = Scheduler::Random;
    int points = 10;         ///< >= 1; of a grid at most gridSize(), 0: all
    int seeds = 1;           ///< trials a point: the model's seed, seed + 1, ...
    std::uint64_t seed = 42; ///< of the draws
    int eta = 3;             ///< of Halving: 1 in eta goes on; >= 2
    int minEpochs = 1;       ///< of Halving: epochs before the first comparison; >= 1
    int jobs = 1;            ///< trials side by side, at most one a thread; never changes a result

    bool operator==(const SweepConfig&) const = default;
};

/// The sweep the original system published: dimension 64 or 128, learning rate log-uniform from 1e-4 to 1e-2, batch
/// 8,192 or 16,384, 4 trials, all else as the published BPR.
SweepConfig publishedSweep();

/// Rows of how it searches: "scheduler", "points", "seeds", "seed", "eta", "min_epochs", "jobs".
OptionTable<SweepConfig> sweepFields();

constexpr int mostTrials = 100'000;

/// Throws: Error naming what is out of range or does not go together.
void checkSweep(const SweepConfig& config);

/// Points in all: of a grid its size unless fewer are asked for.
std::int64_t pointCount(const SweepConfig& config);

/// The point of a number from 0. Pure.
OptionSettings pointOf(const SweepConfig& config, std::int64_t number);

/// The run a point and a repeat stand for.
RunConfig runConfigOf(const SweepConfig& config, const OptionSettings& point, int repeat);

/// Epochs after which trials are compared, the last being the end: min, min eta, min eta^2, ..., epochs.
/// Only {epochs} without halving.
std::vector<int> rungsOf(const SweepConfig& config);

Json toJson(const SweepConfig& config);
SweepConfig readSweepConfig(const Json& json, const std::string& file); ///< throws BadInput naming the member

} // namespace tastescope
