#include "core/evaluation/shared_hits.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace tastescope {

namespace {

bool isHit(const UserResults& results, std::size_t row, std::size_t column)
{
    return results.value(row, column) * results.positives[row] >= 0.5;
}

} // namespace

SharedHits sharedHits(const UserResults& first, const UserResults& second, std::string_view metric)
{
    const std::size_t firstColumn = first.column(metric);
    const std::size_t secondColumn = second.column(metric);
    SharedHits hits;
    std::size_t other = 0;
    for (std::size_t row = 0; row < first.users.size(); ++row) {
        const User user = first.users[row];
        while (other < second.users.size() && second.users[other] < user)
            ++other;
        if (other == second.users.size() || second.users[other] != user)
            continue;
        const bool a = isHit(first, row, firstColumn);
        const bool b = isHit(second, other, secondColumn);
        (a ? b ? hits.both : hits.onlyFirst : b ? hits.onlySecond : hits.neither).push_back(user);
    }
    return hits;
}

} // namespace tastescope
