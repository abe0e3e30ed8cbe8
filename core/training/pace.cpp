#include "core/training/pace.h"

namespace tastescope {

namespace {

constexpr double secondsBetweenTicks = 0.1;

} // namespace

Pace::Pace(const JobContext& job, double secondsBefore) : m_job(job), m_before(secondsBefore) {}

double Pace::now() const
{
    return std::chrono::duration<double>(Clock::now() - m_begin).count() - m_paused;
}

void Pace::beginEpoch(int epoch)
{
    m_epochBegin = m_lastTick = now();
    m_atLastTick = {.position = epoch - 1.0};
}

void Pace::round(const EpochSums& sums)
{
    const double seconds = now();
    m_job.throwIfStopped();
    m_paused += now() - seconds;
    const std::int64_t samples = sums.samples - m_atLastTick.samples;
    if (seconds - m_lastTick < secondsBetweenTicks || samples == 0)
        return;
    m_job.report(TrainingTick{.epoch = sums.position,
                              .loss = (sums.loss - m_atLastTick.loss) / static_cast<double>(samples),
                              .samplesPerSecond = static_cast<double>(samples) / (seconds - m_lastTick),
                              .seconds = m_before + seconds});
    m_lastTick = seconds;
    m_atLastTick = sums;
}

double Pace::epochSeconds() const
{
    return now() - m_epochBegin;
}

} // namespace tastescope
