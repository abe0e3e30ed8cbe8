#include "ui/pages/training/replay_clock.h"

#include <algorithm>

namespace tastescope::ui {

void ReplayClock::setCurve(int epochs, double seconds)
{
    m_epochs = epochs;
    m_seconds = std::clamp(seconds, shortest, longest);
    m_position = epochs;
}

void ReplayClock::setPosition(double position)
{
    m_position = std::clamp(position, 0.0, static_cast<double>(m_epochs));
}

void ReplayClock::advance(double seconds, double speed)
{
    setPosition(m_position + seconds * speed * m_epochs / m_seconds);
}

SessionRun replayedUntil(const SessionRun& run, double position)
{
    SessionRun part;
    part.id = run.id;
    part.name = run.name;
    part.slot = run.slot;
    part.shownSlot = run.shownSlot;
    part.config = run.config;
    part.phase = run.phase;
    part.dataset = run.dataset;
    part.data = run.data;
    part.curve.start = run.curve.start;
    for (const EpochFinished& epoch : run.curve.epochs)
        if (epoch.epoch <= position)
            part.curve.epochs.push_back(epoch);
    for (const TrainingTick& tick : run.curve.ticks)
        if (tick.epoch <= position)
            part.curve.ticks.push_back(tick);
    return part;
}

} // namespace tastescope::ui
