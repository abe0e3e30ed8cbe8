#include "core/io/text/read_progress.h"

#include <algorithm>

namespace tastescope {

void ReadProgress::advance(std::int64_t bytes)
{
    m_job.throwIfStopped();
    m_done += bytes;
    // A few hundred steps are enough for any progress bar.
    const bool isStep =
        m_done - m_reported >= std::max<std::int64_t>(m_total / 256, std::int64_t{64} * 1024) || m_done == m_total;
    if (m_total > 0 && isStep) {
        m_reported = m_done;
        m_job.report(StageProgress{m_done, m_total});
    }
}

} // namespace tastescope
