#include "core/evaluation/paired_comparison.h"

#include "core/base/error.h"
#include "core/evaluation/paired_family.h"

#include <array>
#include <map>
#include <numeric>

namespace tastescope {

PairedComparison comparePaired(const UserResults& a, const UserResults& b, std::string_view metric,
                               const PairedOptions& options, const JobContext& job)
{
    const std::array runs{&a, &b};
    return compareFamily(runs, std::array{RunPair{0, 1}}, metric, options, job).front();
}

std::vector<PairedComparison> compareFamily(std::span<const UserResults* const> runs, std::span<const RunPair> pairs,
                                            std::string_view metric, const PairedOptions& options,
                                            const JobContext& job)
{
    PairedFamily family{std::string(metric), options};
    if (pairs.empty())
        return {};
    for (const UserResults* run : runs)
        family.add(*run);
    return family.compare(pairs, Workers(options.threads), job);
}

std::vector<RunPair> allPairs(std::size_t runs)
{
    std::vector<RunPair> pairs;
    for (std::size_t a = 0; a < runs; ++a)
        for (std::size_t b = a + 1; b < runs; ++b)
            pairs.push_back({a, b});
    return pairs;
}

std::vector<GroupDifference> compareByGroup(const UserResults& a, const UserResults& b, std::string_view metric,
                                            const OfUsers<std::int32_t>& groupOfUser, const PairedOptions& options,
                                            const JobContext& job)
{
    checkPaired(options);
    MatchedUsers matched{std::string(metric)};
    matched.add(a);
    matched.add(b);
    matched.requireAny();
    a.requireOf(groupOfUser.dataset(), groupOfUser.size());
    std::map<int, std::vector<double>> groups;
    for (std::size_t row = 0; row < matched.users().size(); ++row) {
        const std::int32_t group = groupOfUser[matched.users()[row]];
        if (group >= 0)
            groups[group].push_back(matched.values(0)[row] - matched.values(1)[row]);
    }
    std::vector<GroupDifference> result;
    for (const auto& [group, values] : groups) {
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        GroupDifference difference{group, std::ssize(values), mean, -1, 1};
        if (values.size() >= 2) {
            const auto tails =
                resampledTails(std::span(&values, 1), options.resamples, tailLength(options.alpha, options.resamples),
                               options.seed, Workers(options.threads), job);
            PairedComparison interval;
            setInterval(interval, tails[0], options.alpha);
            difference.low = interval.low;
            difference.high = interval.high;
        }
        result.push_back(difference);
    }
    return result;
}

} // namespace tastescope
