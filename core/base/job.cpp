#include "core/base/job.h"

namespace tastescope {

void PauseGate::pause()
{
    const std::scoped_lock lock(m_mutex);
    m_paused = true;
}

void PauseGate::resume()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = false;
    }
    m_opened.notify_all();
}

void PauseGate::wait(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_opened.wait(lock, stop, [this] { return !m_paused.load(std::memory_order_relaxed); });
}

} // namespace tastescope
