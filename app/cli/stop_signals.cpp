#include "app/cli/stop_signals.h"

#include <unistd.h>

namespace tastescope::cli {

StopSignals::StopSignals()
{
    sigemptyset(&m_signals);
    sigaddset(&m_signals, SIGINT);
    sigaddset(&m_signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
    m_waiter = std::thread([this] { wait(); });
}

StopSignals::~StopSignals()
{
    m_over = true;
    pthread_kill(m_waiter.native_handle(), SIGTERM);
    m_waiter.join();
    pthread_sigmask(SIG_UNBLOCK, &m_signals, nullptr);
}

void StopSignals::wait()
{
    int signal = 0;
    while (sigwait(&m_signals, &signal) == 0 && !m_over) {
        if (m_source.stop_requested())
            _exit(130);
        m_source.request_stop();
    }
}

} // namespace tastescope::cli
