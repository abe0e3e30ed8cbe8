#include "core/serving/neighbour_gap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace tastescope {

namespace {

constexpr std::array<std::int32_t, 16> limits = {1, 2, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000};

/// What one metric gave the users of one side.
struct Side
{
    std::vector<User> users;
    std::vector<double> values;

    void add(User user, double value)
    {
        users.push_back(user);
        values.push_back(value);
    }
};

/// The room between the intervals; below 0 they overlap.
double roomBetween(const Estimate& a, const Estimate& b)
{
    return std::max(a.low, b.low) - std::min(a.high, b.high);
}

User nearestTo(double mean, const Side& side)
{
    const auto nearest = std::ranges::min_element(
        side.values, {}, [mean](double value) { return std::abs(value - mean); }); // the first of equals
    return side.users[static_cast<std::size_t>(nearest - side.values.begin())];
}

} // namespace

std::optional<NeighbourGap> findNeighbourGap(const UserResults& results, std::string_view metric,
                                             const OfUsers<std::int32_t>& neighbours, std::size_t smallestGroup)
{
    const auto column = std::ranges::find(results.metrics, metric);
    if (column == results.metrics.end())
        return std::nullopt;
    results.requireOf(neighbours.dataset(), neighbours.size());
    const auto at = static_cast<std::size_t>(column - results.metrics.begin());
    const std::size_t least = std::max<std::size_t>(smallestGroup, 1);

    std::optional<NeighbourGap> best;
    double bestRoom = 0;
    for (const std::int32_t limit : limits) {
        Side few;
        Side others;
        for (std::size_t row = 0; row < results.users.size(); ++row) {
            const User user = results.users[row];
            (neighbours[user] < limit ? few : others).add(user, results.value(row, at));
        }
        if (few.users.size() < least || others.users.size() < least)
            continue;
        const Estimate fewMean = estimateMean(few.values);
        const Estimate othersMean = estimateMean(others.values);
        const double room = roomBetween(fewMean, othersMean);
        if (best && room <= bestRoom)
            continue;
        bestRoom = room;
        best = NeighbourGap{limit,      static_cast<std::int64_t>(few.users.size()),
                            fewMean,    static_cast<std::int64_t>(others.users.size()),
                            othersMean, nearestTo(fewMean.value, few),
                            room > 0};
    }
    return best;
}

} // namespace tastescope
