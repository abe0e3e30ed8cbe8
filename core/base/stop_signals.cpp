#include "core/base/stop_signals.h"

#include "core/base/atomic_file.h"

#include <unistd.h>

namespace tastescope {

namespace {

constexpr int interrupted = 130;

bool isIgnored(int signal)
{
    struct sigaction now = {};
    return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

} // namespace

StopSignals::StopSignals(std::function<void()> told) : m_told(std::move(told))
{
    std::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&m_signals);
    sigaddset(&m_signals, SIGINT);
    sigaddset(&m_signals, SIGTERM);
    if (!isIgnored(SIGHUP)) // else nohup started us, to go on when the terminal closes
        sigaddset(&m_signals, SIGHUP);
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
        if (m_source.stop_requested()) {
            const auto held = removeUnfinishedOfThisProcess(); // until the very end, so that no new one begins
            _exit(interrupted);
        }
        m_source.request_stop();
        if (m_told)
            m_told();
    }
}

} // namespace tastescope
