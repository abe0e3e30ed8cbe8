#include "core/base/parallel.h"

#include <sched.h>

namespace tastescope {

namespace {

int coresAllowed()
{
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    return std::max(1, CPU_COUNT(&allowed));
}

} // namespace

Workers::Workers(int wished) : m_count(wished > 0 ? wished : coresAllowed()) {}

} // namespace tastescope
