#pragma once

#include "core/base/option_field.h"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <vector>

namespace tastescope {

/// How people steer a sweep while it runs. Every function may be called from any thread.
class SweepControl
{
public:
    /// The trial ends with its last finished epoch, or is never begun; the sweep goes on.
    void stopTrial(int trial);

    /// One more point, run as soon as there is room; options it does not name keep the sweep's fixed values. A sweep
    /// that is over takes it up when it is resumed with this control.
    /// A point that does not fit the model is left out with a Note.
    void addPoint(OptionSettings point);

    // What runSweep() calls.

    /// wake is called after each change, on the thread that made it and with no lock held.
    void listen(std::function<void()> wake);
    bool isStopped(int trial) const;
    void begin(int trial, const std::stop_source& stop); ///< stopped at once if it was asked for before
    void end(int trial);
    bool hasAdded() const;
    std::vector<OptionSettings> takeAdded();

private:
    mutable std::mutex m_mutex;
    std::set<int> m_stopped;
    std::map<int, std::stop_source> m_running; ///< by trial
    std::vector<OptionSettings> m_added;       ///< not yet taken up
    std::function<void()> m_wake;
};

} // namespace tastescope
