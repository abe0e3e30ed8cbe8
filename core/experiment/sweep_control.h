#pragma once

#include "core/base/option_field.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <vector>

namespace tastescope {

/// How people steer a sweep while it runs. Every function may be called from any thread, before, during and after it.
class SweepControl
{
public:
    /// The trial ends after its last finished epoch, or is never begun; the sweep goes on.
    void stopTrial(int trial);

    /// One more point, run as soon as there is room; options it does not name keep the sweep's fixed values.
    void addPoint(OptionSettings point);

private:
    friend class SweepRun;

    std::mutex m_mutex;
    std::set<int> m_stopped;
    std::map<int, std::stop_source> m_running; ///< by trial
    std::vector<OptionSettings> m_added;       ///< not yet taken by the sweep
    std::condition_variable_any* m_changed = nullptr;
};

} // namespace tastescope
