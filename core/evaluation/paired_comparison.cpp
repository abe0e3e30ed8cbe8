#include "core/evaluation/paired_comparison.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/evaluation/bootstrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>

namespace tastescope {

namespace {

constexpr double zPower = 0.8416212335729143; // of the normal distribution at 0.8

void check(const PairedOptions& options)
{
    if (options.resamples < 100 || options.resamples > 1'000'000)
        throw Error("resamples: found " + std::to_string(options.resamples)
                    + ", expected a whole number from 100 to 1000000.");
    if (!(options.alpha > 0 && options.alpha <= 0.5))
        throw Error("alpha: found " + std::to_string(options.alpha) + ", expected a number above 0, at most 0.5.");
}

std::size_t columnOf(const UserResults& results, std::string_view metric)
{
    std::string known;
    for (std::size_t column = 0; column < results.metrics.size(); ++column) {
        if (results.metrics[column] == metric)
            return column;
        known += (known.empty() ? "" : ", ") + results.metrics[column];
    }
    throw Error("There is no metric \"" + std::string(metric) + "\" in the results. Measured: " + known + ".");
}

/// Each run's values of the users that all runs have, side by side.
struct Matched
{
    std::vector<User> users;
    std::vector<std::vector<double>> values; ///< runs x users
};

/// The values by user are ascending, so all runs are walked together.
Matched match(std::span<const UserResults* const> runs, std::string_view metric)
{
    std::vector<std::size_t> columns;
    for (const UserResults* run : runs)
        columns.push_back(columnOf(*run, metric));
    Matched matched{{}, std::vector<std::vector<double>>(runs.size())};
    std::vector<std::size_t> rows(runs.size());
    std::vector<double> values(runs.size());
    for (const User user : runs.empty() ? std::vector<User>() : runs[0]->users) {
        bool everywhere = true;
        for (std::size_t run = 0; run < runs.size() && everywhere; ++run) {
            const std::vector<User>& users = runs[run]->users;
            while (rows[run] < users.size() && users[rows[run]] < user)
                ++rows[run];
            everywhere = rows[run] < users.size() && users[rows[run]] == user;
            if (everywhere)
                values[run] = runs[run]->value(rows[run], columns[run]);
            everywhere = everywhere && !std::isnan(values[run]);
        }
        if (!everywhere)
            continue;
        matched.users.push_back(user);
        for (std::size_t run = 0; run < runs.size(); ++run)
            matched.values[run].push_back(values[run]);
    }
    if (matched.users.empty())
        throw Error(
            "The runs have no evaluated user in common, so there is nothing to compare. Choose runs of the same "
            "dataset and part.");
    return matched;
}

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result(a.size());
    std::ranges::transform(a, b, result.begin(), std::minus());
    return result;
}

double meanOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The normal quantile z with P(Z > z) = tail, by Newton's method on erfc.
double upperQuantile(double tail)
{
    double z = 0;
    for (int step = 0; step < 50; ++step)
        z += (std::erfc(z / std::sqrt(2.0)) / 2 - tail) * std::sqrt(2 * std::numbers::pi) * std::exp(z * z / 2);
    return z;
}

/// What needs no resampling.
PairedComparison describe(std::string_view metric, const std::vector<double>& d, double alpha)
{
    PairedComparison result;
    result.metric = metric;
    result.users = std::ssize(d);
    result.difference = meanOf(d);
    result.wins = std::ranges::count_if(d, [](double value) { return value > 0; });
    result.losses = std::ranges::count_if(d, [](double value) { return value < 0; });
    result.ties = result.users - result.wins - result.losses;
    const auto n = static_cast<double>(d.size());
    double squares = 0;
    for (const double value : d)
        squares += (value - result.difference) * (value - result.difference);
    result.standardError = d.size() < 2 ? std::numeric_limits<double>::infinity() : std::sqrt(squares / (n - 1) / n);
    result.smallestDetectable = (upperQuantile(alpha / 2) + zPower) * result.standardError;
    return result;
}

/// Where the sorted means of the resamples stand towards zero.
struct Tails
{
    std::int64_t notAbove = 0; ///< means <= 0
    std::int64_t notBelow = 0; ///< means >= 0
    std::int64_t smaller() const { return std::min(notAbove, notBelow); }
};

Tails tailsOf(const std::vector<double>& sorted)
{
    return {std::ranges::upper_bound(sorted, 0.0) - sorted.begin(),
            sorted.end() - std::ranges::lower_bound(sorted, 0.0)};
}

/// k of [x_(k), x_(B+1-k)]. The tiny summand keeps 0.05 * 2001 / 2 and the like on the right side of a whole number.
std::int64_t rankAt(double alpha, std::size_t resamples)
{
    return static_cast<std::int64_t>(std::floor(alpha * static_cast<double>(resamples + 1) / 2 + 1e-9));
}

void setInterval(PairedComparison& result, const std::vector<double>& sorted, double alpha)
{
    const auto k = static_cast<std::size_t>(std::max<std::int64_t>(1, rankAt(alpha, sorted.size())));
    result.level = 1 - alpha;
    result.low = sorted[k - 1];
    result.high = sorted[sorted.size() - k];
}

/// Holm's steps over a family whose sorted means are given.
void correct(std::vector<PairedComparison>& family, const std::vector<std::vector<double>>& means, double alpha)
{
    const std::size_t m = family.size();
    std::vector<std::size_t> order(m);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t pair) { return family[pair].p; });
    double adjusted = 0;
    double bar = alpha / static_cast<double>(m);
    bool failed = false;
    for (std::size_t step = 0; step < m; ++step) {
        PairedComparison& result = family[order[step]];
        const std::vector<double>& sorted = means[order[step]];
        if (!failed)
            bar = alpha / static_cast<double>(m - step);
        failed = failed || tailsOf(sorted).smaller() >= rankAt(bar, sorted.size());
        adjusted = std::max(adjusted, std::min(1.0, static_cast<double>(m - step) * result.p));
        result.adjustedP = adjusted;
        result.tied = failed;
        setInterval(result, sorted, bar);
    }
}

/// Enough for the smallest p there can be, 2 / (B + 1), to pass the strictest bar.
int resamplesFor(const PairedOptions& options, std::size_t pairs)
{
    const double needed = 2.5 / options.alpha * static_cast<double>(pairs);
    return std::max(options.resamples, static_cast<int>(std::min(1e6, std::ceil(needed))));
}

std::vector<PairedComparison> compareMatched(const Matched& matched, std::span<const RunPair> pairs,
                                             std::string_view metric, const PairedOptions& options,
                                             const JobContext& job)
{
    std::vector<PairedComparison> family;
    std::vector<std::vector<double>> columns;
    for (const RunPair& pair : pairs) {
        columns.push_back(differences(matched.values.at(pair.a), matched.values.at(pair.b)));
        family.push_back(describe(metric, columns.back(), options.alpha));
    }
    const int resamples = resamplesFor(options, pairs.size());
    const auto means = resampledMeans(columns, resamples, options.seed, Workers(options.threads), job);
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        PairedComparison& result = family[pair];
        const Tails tails = tailsOf(means[pair]);
        result.resamples = resamples;
        result.pBetter =
            (static_cast<double>(resamples - tails.notAbove) + static_cast<double>(tails.notBelow)) / (2.0 * resamples);
        result.p = std::min(1.0, 2.0 * static_cast<double>(1 + tails.smaller()) / (resamples + 1.0));
    }
    correct(family, means, options.alpha);
    return family;
}

} // namespace

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
    check(options);
    if (pairs.empty())
        return {};
    return compareMatched(match(runs, metric), pairs, metric, options, job);
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
                                            std::span<const int> groupOfUser, const PairedOptions& options,
                                            const JobContext& job)
{
    check(options);
    const std::array runs{&a, &b};
    const Matched matched = match(runs, metric);
    std::map<int, std::vector<double>> groups;
    for (std::size_t row = 0; row < matched.users.size(); ++row) {
        const std::size_t user = index(matched.users[row]);
        if (user >= groupOfUser.size())
            throw Error("User number " + std::to_string(user) + " has no group: there are "
                        + std::to_string(groupOfUser.size()) + ".");
        if (groupOfUser[user] >= 0)
            groups[groupOfUser[user]].push_back(matched.values[0][row] - matched.values[1][row]);
    }
    std::vector<GroupDifference> result;
    for (const auto& [group, values] : groups) {
        GroupDifference difference{group, std::ssize(values), meanOf(values), -1, 1};
        if (values.size() >= 2) {
            const auto means =
                resampledMeans(std::span(&values, 1), options.resamples, options.seed, Workers(options.threads), job);
            PairedComparison interval;
            setInterval(interval, means[0], options.alpha);
            difference.low = interval.low;
            difference.high = interval.high;
        }
        result.push_back(difference);
    }
    return result;
}

} // namespace tastescope
