#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace tastescope::cli {

/// Turns Ctrl+C and SIGTERM into a request to stop, for as long as it lives. The second one ends the program at once.
/// Make it before any other thread, so that all inherit the blocked signals.
class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    void wait();

    sigset_t m_signals{};
    std::stop_source m_source;
    std::atomic<bool> m_over = false;
    std::thread m_waiter;
};

} // namespace tastescope::cli
