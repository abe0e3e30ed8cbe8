#pragma once

#include "core/base/job.h"
#include "core/io/text/byte_stream.h"

#include <cstdint>

namespace tastescope {

/// What all scanners of one import share: how much is read at a time, the bytes read so far, and whether to stop.
class ReadProgress
{
public:
    /// Without a total nobody is told how far reading is.
    explicit ReadProgress(const JobContext& job, std::int64_t totalBytes = 0, const ReadSizes& sizes = {})
        : m_job(job),
          m_sizes(sizes),
          m_total(totalBytes)
    {
    }

    /// Throws: Cancelled.
    void advance(std::int64_t bytes);
    const JobContext& job() const { return m_job; }
    const ReadSizes& sizes() const { return m_sizes; }

private:
    const JobContext& m_job;
    ReadSizes m_sizes;
    std::int64_t m_total = 0;
    std::int64_t m_done = 0;
    std::int64_t m_reported = 0;
};

} // namespace tastescope
