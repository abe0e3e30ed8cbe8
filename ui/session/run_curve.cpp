#include "ui/session/run_curve.h"

#include "core/base/epochs.h"

namespace tastescope::ui {

void RunCurve::add(const JobEvent& event)
{
    if (const auto* started = std::get_if<TrainingStarted>(&event)) {
        start = *started;
        // Resumed: what was not yet in the checkpoint is told again.
        std::erase_if(epochs, [&](const EpochFinished& epoch) { return epoch.epoch >= started->firstEpoch; });
        std::erase_if(ticks, [&](const TrainingTick& tick) { return tick.epoch > started->firstEpoch - 1; });
    } else if (const auto* tick = std::get_if<TrainingTick>(&event))
        ticks.push_back(*tick);
    else if (const auto* epoch = std::get_if<EpochFinished>(&event))
        epochs.push_back(*epoch);
}

const EpochFinished* RunCurve::best() const
{
    return bestEpoch(epochs);
}

} // namespace tastescope::ui
