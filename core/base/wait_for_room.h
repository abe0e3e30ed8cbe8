#pragma once

#include "core/base/job.h"

#include <functional>

namespace tastescope {

/// Calls write() until there is room for what it writes: after NoRoom one Note says which file needs how much, then it
/// is tried again after 50 ms, 100 ms, ... at last every 8 seconds; a second Note says when the
/// work goes on. Every attempt writes a new temporary file, so no failed sync is ever relied on.
///
/// Throws: what write() throws but NoRoom; Cancelled when job.stop is set while it waits.
void writeOnceThereIsRoom(const JobContext& job, const std::function<void()>& write);

} // namespace tastescope
