#pragma once

#include "core/base/parallel.h"
#include "core/neighbours/find_neighbours.h"

#include <algorithm>
#include <vector>

namespace tastescope {

/// How many neighbours a user may have at most. Throws: Error when options are out of range.
inline std::size_t slotsPerUser(std::size_t users, const NeighbourOptions& options)
{
    checkFields(neighbourFields(), options);
    return std::min(static_cast<std::size_t>(options.top), users > 0 ? users - 1 : 0);
}

/// How many users a worker takes at a time: a stop is heard between them, so fewer where each costs more. 1 to 64.
inline std::int64_t usersAtOnce(const BinaryMatrix<User, Track>& library)
{
    constexpr double additions = 4e6; // some milliseconds
    double pairs = 0;
    for (const std::int32_t listeners : library.columnCounts())
        pairs += static_cast<double>(listeners) * listeners;
    const double all = additions * static_cast<double>(library.rowCount());
    return pairs * 64 > all ? std::max<std::int64_t>(1, static_cast<std::int64_t>(all / pairs)) : 64;
}

/// Asks a search for the neighbours of every user. Each worker has its own copy of `search`, whose
/// neighbours(user, library row) finds at most slotsPerUser() of them, most similar first.
template<typename Search>
NeighbourIndex searchAllUsers(const BinaryMatrix<User, Track>& library, const Search& search,
                              const NeighbourOptions& options, const JobContext& job)
{
    const auto users = static_cast<std::int64_t>(library.rowCount());
    NeighbourSlots building(library.rowCount(), slotsPerUser(library.rowCount(), options));
    const Workers workers(options.threads);
    auto searches = workers.copiesOf(search);

    job.report(StageStarted{"finding neighbours"});
    const std::int64_t grain = usersAtOnce(library);
    const std::int64_t slice = std::max<std::int64_t>(4096, users / 50); // progress is told between slices
    for (std::int64_t begin = 0; begin < users; begin += slice) {
        job.report(StageProgress{begin, users});
        const auto findOne = [&](std::int64_t i, int worker) {
            const User user{static_cast<std::int32_t>(begin + i)};
            building.fill(user, searches[static_cast<std::size_t>(worker)].neighbours(user, library.row(user)));
        };
        parallelFor(std::min(slice, users - begin), workers, job, findOne, grain);
    }
    job.report(StageProgress{users, users});
    return std::move(building).finish();
}

} // namespace tastescope
