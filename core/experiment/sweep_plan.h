#pragma once

#include "core/experiment/sweep.h"

#include <vector>

namespace tastescope {

/// What a sweep is to do next.
struct SweepPlan
{
    struct Task
    {
        std::size_t trial = 0; ///< place in the list
        int epochs = 0;        ///< train until this epoch is finished; 0: to the end, the model has no epochs
    };
    std::vector<Task> tasks;          ///< in the order they are begun
    std::vector<std::size_t> givenUp; ///< lost a comparison that has become possible, and are not marked yet
};

/// A pure function of the configuration and of how far each trial got; running trials count as not yet there. So it
/// says the same after a kill as it would have before. As long as none of its tasks is left out and no trial is added,
/// it is also what is to be done after some of them were begun. Cost: O(trials log trials).
SweepPlan planSweep(const SweepConfig& config, const std::vector<SweepTrial>& trials);

/// Epochs that its record holds.
int epochsDone(const SweepTrial& trial);

/// It takes no further part: finished, given up, stopped, failed or diverged.
bool isOver(TrialPhase phase);

} // namespace tastescope
