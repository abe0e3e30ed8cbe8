#pragma once

#include <sched.h>

namespace tastescope {

/// Lets this thread run on some of its cores only, as `taskset` or a control group does; all of them again at the end.
class CoresAllowed
{
public:
    CoresAllowed() { sched_getaffinity(0, sizeof m_all, &m_all); }
    ~CoresAllowed() { allowAll(); }
    CoresAllowed(const CoresAllowed&) = delete;
    CoresAllowed& operator=(const CoresAllowed&) = delete;

    int all() const { return CPU_COUNT(&m_all); }
    void allowAll() const { sched_setaffinity(0, sizeof m_all, &m_all); }

    void allowOne() const
    {
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int core = 0; core < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++core)
            if (CPU_ISSET(core, &m_all))
                CPU_SET(core, &one);
        sched_setaffinity(0, sizeof one, &one);
    }

private:
    cpu_set_t m_all{};
};

} // namespace tastescope
