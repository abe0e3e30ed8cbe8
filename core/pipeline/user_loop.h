#pragma once

#include "core/base/ids.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <string>

namespace tastescope {

/// parallelFor() over users, some thousands at a time, telling the listener between: body(user, worker).
template<std::invocable<User, int> Body>
void forEachUser(std::size_t users, Workers workers, const JobContext& job, std::string title, const Body& body)
{
    const auto total = static_cast<std::int64_t>(users);
    const std::int64_t step = std::max<std::int64_t>(256, total / 20);
    job.report(StageStarted{std::move(title)});
    for (std::int64_t begin = 0; begin < total; begin += step) {
        const std::int64_t count = std::min(step, total - begin);
        parallelFor(
            count, workers, job,
            [&](std::int64_t i, int worker) { body(User{static_cast<std::int32_t>(begin + i)}, worker); }, 16);
        job.report(StageProgress{begin + count, total});
    }
}

} // namespace tastescope
