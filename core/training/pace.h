#pragma once

#include "core/base/job.h"
#include "core/training/learner.h"

#include <chrono>

namespace tastescope {

/// The clock of a training: waits while it is paused, leaves pauses out of all times, and reports a TrainingTick about
/// ten times a second.
class Pace
{
public:
    /// secondsBefore: what earlier sessions of a resumed training took.
    Pace(const JobContext& job, double secondsBefore);

    void beginEpoch(int epoch);

    /// After a round of the epoch. Throws: Cancelled.
    void round(const EpochSums& sums);

    double epochSeconds() const; ///< of training since beginEpoch()

private:
    using Clock = std::chrono::steady_clock;

    double now() const; ///< seconds since training began, pauses left out

    const JobContext& m_job;
    Clock::time_point m_begin = Clock::now();
    double m_before;
    double m_paused = 0;
    double m_epochBegin = 0;
    double m_lastTick = 0;
    EpochSums m_atLastTick;
};

} // namespace tastescope
