#pragma once

#include <atomic>
#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace tastescope {

/// Turns Ctrl+C, SIGTERM and SIGHUP (a terminal that closes; not under nohup) into a request to stop, for as long as it
/// lives. The second one ends the program at once, with exit code 130 and no unfinished file left behind. SIGPIPE is
/// ignored: who writes where nobody reads any more gets an error, and what was only told is told to nobody.
/// Make it before any other thread, so that all inherit the blocked signals.
class StopSignals
{
public:
    /// told: is called at the first signal, on a thread of this object's.
    explicit StopSignals(std::function<void()> told = {});
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    void wait();

    sigset_t m_signals{};
    std::function<void()> m_told;
    std::stop_source m_source;
    std::atomic<bool> m_over = false;
    std::thread m_waiter;
};

} // namespace tastescope
