#include "core/base/parallel.h"

#include <sched.h>

namespace tastescope {

int workerCount(int threads)
{
    if (threads > 0)
        return threads;
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    return std::max(1, CPU_COUNT(&allowed));
}

} // namespace tastescope
