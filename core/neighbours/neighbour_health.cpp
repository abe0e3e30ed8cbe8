#include "core/neighbours/neighbour_health.h"

namespace tastescope {

HealthRow checkNeighbours(const NeighbourStatistics& statistics)
{
    std::vector<User> alone;
    for (const User user : idsUpTo<User>(statistics.neighbours.size()))
        if (statistics.neighbours[user] == 0)
            alone.push_back(user);
    return healthRowOf("users-without-neighbours", Severity::Warning, "Users with no neighbour",
                       "served the mainstream fallback, marked as such", std::move(alone));
}

} // namespace tastescope
