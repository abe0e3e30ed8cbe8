#include "core/experiment/sweep_control.h"

#include <utility>

namespace tastescope {

void SweepControl::stopTrial(int trial)
{
    std::function<void()> wake;
    {
        const std::scoped_lock lock(m_mutex);
        m_stopped.insert(trial);
        if (const auto running = m_running.find(trial); running != m_running.end())
            running->second.request_stop();
        wake = m_wake;
    }
    if (wake)
        wake();
}

void SweepControl::addPoint(OptionSettings point)
{
    std::function<void()> wake;
    {
        const std::scoped_lock lock(m_mutex);
        m_added.push_back(std::move(point));
        wake = m_wake;
    }
    if (wake)
        wake();
}

void SweepControl::listen(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wake = std::move(wake);
}

bool SweepControl::isStopped(int trial) const
{
    const std::scoped_lock lock(m_mutex);
    return m_stopped.contains(trial);
}

void SweepControl::begin(int trial, const std::stop_source& stop)
{
    const std::scoped_lock lock(m_mutex);
    const auto running = m_running.insert_or_assign(trial, stop).first;
    if (m_stopped.contains(trial))
        running->second.request_stop();
}

void SweepControl::end(int trial)
{
    const std::scoped_lock lock(m_mutex);
    m_running.erase(trial);
}

bool SweepControl::hasAdded() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_added.empty();
}

std::vector<OptionSettings> SweepControl::takeAdded()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_added, {});
}

} // namespace tastescope
