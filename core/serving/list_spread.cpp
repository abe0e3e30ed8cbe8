#include "core/serving/list_spread.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

constexpr double normal95 = 1.959963984540054;

double meanOf(std::span<const double> values)
{
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

ListSpread spreadOf(std::span<const std::vector<Item>> lists, std::size_t items, int places)
{
    if (places < 1)
        throw Error("The length of the lists is " + std::to_string(places) + ", expected at least 1.");
    std::vector<std::int64_t> holders(items, 0);
    for (const std::vector<Item>& list : lists)
        for (const Item item : list)
            ++holders[index(item)];
    ListSpread spread;
    const auto reached = std::ranges::count_if(holders, [](std::int64_t number) { return number > 0; });
    spread.catalogue = items == 0 ? 0 : static_cast<double>(reached) / static_cast<double>(items);
    const double pairs = static_cast<double>(places) * std::max(1.0, static_cast<double>(lists.size()) - 1);
    for (const std::vector<Item>& list : lists) {
        std::int64_t shared = 0;
        for (const Item item : list)
            shared += holders[index(item)] - 1;
        spread.samenessOfUser.push_back(static_cast<double>(shared) / pairs);
    }
    spread.sameness = meanOf(spread.samenessOfUser);
    return spread;
}

Estimate samenessLess(const ListSpread& one, const ListSpread& other)
{
    const std::size_t users = one.samenessOfUser.size();
    if (users != other.samenessOfUser.size())
        throw Error("The lists are of " + std::to_string(users) + " and of "
                    + std::to_string(other.samenessOfUser.size()) + " users, expected the same users.");
    if (users < 2)
        return {};
    std::vector<double> differences(users);
    for (std::size_t user = 0; user < users; ++user)
        differences[user] = one.samenessOfUser[user] - other.samenessOfUser[user];
    const double mean = meanOf(differences);
    double squares = 0;
    for (const double difference : differences)
        squares += (difference - mean) * (difference - mean);
    const auto n = static_cast<double>(users);
    const double half = normal95 * 2 * std::sqrt(squares / (n - 1) / n);
    return {mean, mean - half, mean + half};
}

} // namespace tastescope
