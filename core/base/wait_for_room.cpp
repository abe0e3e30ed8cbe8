#include "core/base/wait_for_room.h"

#include "core/base/atomic_file.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tastescope {

namespace {

using namespace std::chrono_literals;

/// Returns early when stop is requested.
void sleepFor(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
}

} // namespace

void writeOnceThereIsRoom(const JobContext& job, const std::function<void()>& write)
{
    bool told = false;
    for (std::chrono::milliseconds pause = 50ms;; pause = std::min<std::chrono::milliseconds>(2 * pause, 8s)) {
        try {
            write();
            break;
        } catch (const NoRoom& full) {
            if (!told)
                job.report(Note{std::string(full.what())
                                + " The work waits and goes on by itself once there is room; it may also be stopped."});
            told = true;
        }
        sleepFor(pause, job.stop);
        job.throwIfStopped();
    }
    if (told)
        job.report(Note{"There is room again: the work goes on."});
}

} // namespace tastescope
