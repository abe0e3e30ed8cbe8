#include "core/evaluation/shared_hits.h"

#include "core/base/error.h"
#include "core/data/of_users.h"

#include <algorithm>
#include <string>

namespace tastescope {

namespace {

bool isServed(const UserResults& results, std::size_t row, std::size_t column, ServedBy least)
{
    const double positives = results.positives[row];
    const double hits = results.value(row, column) * positives;
    const double wanted = least == ServedBy::One ? 0.5 : least == ServedBy::Half ? positives / 2 : positives - 0.5;
    return hits >= wanted - 1e-9; // a share of thirds, times three
}

} // namespace

SharedHits sharedHits(const UserResults& first, const UserResults& second, std::string_view metric, ServedBy least)
{
    requireSameUsers(first.dataset, second.dataset);
    const std::size_t firstColumn = first.column(metric);
    const std::size_t secondColumn = second.column(metric);
    SharedHits hits;
    hits.least = least;
    std::size_t other = 0;
    for (std::size_t row = 0; row < first.users.size(); ++row) {
        const User user = first.users[row];
        while (other < second.users.size() && second.users[other] < user)
            ++other;
        if (other == second.users.size() || second.users[other] != user)
            continue;
        const bool a = isServed(first, row, firstColumn, least);
        const bool b = isServed(second, other, secondColumn, least);
        (a ? b ? hits.both : hits.onlyFirst : b ? hits.onlySecond : hits.neither).push_back(user);
        hits.firstMean += first.value(row, firstColumn);
        hits.secondMean += second.value(other, secondColumn);
    }
    const auto users = static_cast<double>(std::max<std::size_t>(hits.total(), 1));
    hits.firstMean /= users;
    hits.secondMean /= users;
    return hits;
}

ServedBy tellingRule(const UserResults& first, const UserResults& second, std::string_view metric)
{
    ServedBy telling = ServedBy::One;
    std::size_t most = 0;
    for (const ServedBy rule : {ServedBy::One, ServedBy::Half, ServedBy::All}) {
        const SharedHits hits = sharedHits(first, second, metric, rule);
        if (const std::size_t parted = hits.onlyFirst.size() + hits.onlySecond.size(); parted > most) {
            most = parted;
            telling = rule;
        }
    }
    return telling;
}

} // namespace tastescope
