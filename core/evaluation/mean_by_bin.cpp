#include "core/evaluation/mean_by_bin.h"

#include <algorithm>

namespace tastescope {

namespace {

/// The values of the evaluated users, bin by bin.
std::vector<std::vector<double>> valuesByBin(const UserResults& results, std::size_t metric,
                                             const OfUsers<std::int32_t>& valueOfUser, std::span<const double> edges)
{
    results.requireOf(valueOfUser.dataset(), valueOfUser.size());
    std::vector<std::vector<double>> bins(edges.size() - 1);
    for (std::size_t row = 0; row < results.users.size(); ++row) {
        const auto value = static_cast<double>(valueOfUser[results.users[row]]);
        const auto above = std::upper_bound(edges.begin(), edges.end(), value);
        if (above != edges.begin() && above != edges.end())
            bins[static_cast<std::size_t>(above - edges.begin()) - 1].push_back(results.value(row, metric));
    }
    return bins;
}

} // namespace

std::vector<BinMean> meanByBin(const UserResults& results, std::string_view metric,
                               const OfUsers<std::int32_t>& valueOfUser, std::span<const double> edges,
                               std::int64_t fewest)
{
    const auto column = std::ranges::find(results.metrics, metric);
    if (column == results.metrics.end() || edges.size() < 2)
        return {};
    std::vector<std::vector<double>> bins =
        valuesByBin(results, static_cast<std::size_t>(column - results.metrics.begin()), valueOfUser, edges);

    struct Group
    {
        double low = 0;
        double high = 0;
        std::vector<double> values;
    };
    std::vector<Group> groups;
    const auto isFull = [fewest](const Group& group) {
        return static_cast<std::int64_t>(group.values.size()) >= std::max<std::int64_t>(1, fewest);
    };
    for (std::size_t b = 0; b < bins.size(); ++b) {
        if (groups.empty() || isFull(groups.back()))
            groups.push_back({edges[b], edges[b + 1], {}});
        groups.back().high = edges[b + 1];
        groups.back().values.insert(groups.back().values.end(), bins[b].begin(), bins[b].end());
    }
    if (groups.size() > 1 && !isFull(groups.back())) {
        Group& kept = groups[groups.size() - 2];
        kept.high = groups.back().high;
        kept.values.insert(kept.values.end(), groups.back().values.begin(), groups.back().values.end());
        groups.pop_back();
    }
    std::vector<BinMean> means;
    for (const Group& group : groups)
        if (isFull(group))
            means.push_back(
                {group.low, group.high, static_cast<std::int64_t>(group.values.size()), estimateMean(group.values)});
    return means;
}

} // namespace tastescope
