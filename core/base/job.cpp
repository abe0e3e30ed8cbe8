#include "core/base/job.h"

namespace tastescope {

std::string_view toText(TrialPhase phase)
{
    switch (phase) {
    case TrialPhase::Waiting:
        return "waiting";
    case TrialPhase::Running:
        return "running";
    case TrialPhase::Interrupted:
        return "interrupted";
    case TrialPhase::Finished:
        return "finished";
    case TrialPhase::EarlyStopped:
        return "stopped early";
    case TrialPhase::Stopped:
        return "stopped";
    case TrialPhase::Failed:
        return "failed";
    case TrialPhase::Diverged:
        return "diverged";
    }
    return {};
}

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
