#pragma once

#include "core/base/job.h"
#include "core/data/of_users.h"
#include "core/evaluation/evaluation.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

struct PairedOptions
{
    /// >= 100; doubled until a family has 50 a pair, so that p can pass Holm's bar: from the 41st pair on.
    int resamples = 2000;
    std::uint64_t seed = 42;
    double alpha = 0.05; ///< of the whole family, in (0, 0.5]
    int threads = 0;     ///< 0: all cores; never changes the result
};

/// One metric of run a against run b on the same users: is the difference real?
struct PairedComparison
{
    std::string metric;     ///< "mrr"
    std::int64_t users = 0; ///< measured in both runs
    double difference = 0;  ///< mean of a minus mean of b
    double low = 0;         ///< of the interval of the difference at `level`
    double high = 0;
    double level = 0.95;           ///< 1 - alpha for one pair; higher where Holm asks for more
    double pBetter = 0.5;          ///< share of resamples in which a is better, half of the equal ones counted
    double p = 1;                  ///< two-sided, of this pair alone
    double adjustedP = 1;          ///< Holm's, in the family it was compared in
    bool tied = true;              ///< the interval holds zero, which is when adjustedP > alpha
    std::int64_t wins = 0;         ///< users for whom a is better
    std::int64_t ties = 0;         ///< users with exactly equal values
    std::int64_t losses = 0;       ///< users for whom b is better
    double standardError = 0;      ///< of the mean difference: s / sqrt(users)
    double smallestDetectable = 0; ///< difference that would be found with 80 % power at alpha
    int resamples = 0;             ///< drawn

    bool operator==(const PairedComparison&) const = default;
};

/// Which two of a family of runs are compared: a minus b.
struct RunPair
{
    std::size_t a = 0;
    std::size_t b = 0;
    bool operator==(const RunPair&) const = default;
};

/// Paired bootstrap over users. With d_u = a_u - b_u over the n users measured in both,
///
///     difference = mean d;   resample r: n users drawn with replacement, x_r = mean of their d
///     interval   = [x_(k), x_(B+1-k)], k = floor(alpha (B + 1) / 2), x sorted, B resamples
///     p          = min(1, 2 (1 + min(#{x <= 0}, #{x >= 0})) / (B + 1))
///     smallest detectable = (z_{1 - alpha/2} + z_{0.8}) s / sqrt(n), s^2 = sum (d - mean d)^2 / (n - 1);
///                           2.80 s / sqrt(n) at alpha = 0.05
///
/// so that the interval leaves zero out exactly when p <= alpha. A resample is a pure function of seed, its number and
/// n: the same bits for any number of threads, and all pairs of a family see the same draws.
///
/// Units:  as the metric's. Users whose value is not a number in one run are left out.
/// Throws: Error when a run does not have the metric, no user is in both, or an option is out of range; Cancelled.
/// Cost:   time O(resamples * users * pairs), the draws once for all pairs; memory O(threads * users + pairs * users).
/// Source: Efron, Tibshirani: An introduction to the bootstrap, 1993, sections 13.3 and 16; the order statistics and
/// the
///         1 in p as in Davison, Hinkley: Bootstrap methods and their application, 1997, sections 4.2.3 and 5.2.
PairedComparison comparePaired(const UserResults& a, const UserResults& b, std::string_view metric,
                               const PairedOptions& options = {}, const JobContext& job = {});

/// Several pairs at once, on the users that all runs have, corrected by Holm: with the p in ascending order, the j-th
/// of m pairs (from 1) is real when it and all before it have p <= alpha / (m - j + 1). Its interval has the level of
/// the bar it was held against, 1 - alpha / (m - j + 1), those after the first that fails the level of that one; so it
/// leaves out zero exactly when the pair is real.
///
/// Shapes: one result a pair, in the order of `pairs`, whose numbers point into `runs`.
/// Throws: as comparePaired().
/// Source: Holm: A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.
std::vector<PairedComparison> compareFamily(std::span<const UserResults* const> runs, std::span<const RunPair> pairs,
                                            std::string_view metric, const PairedOptions& options = {},
                                            const JobContext& job = {});

/// All pairs of n runs: (0, 1), (0, 2), ..., (n - 2, n - 1).
std::vector<RunPair> allPairs(std::size_t runs);

/// The difference among the users of one group, for instance those with 5 to 9 neighbours.
struct GroupDifference
{
    int group = 0;
    std::int64_t users = 0;
    double difference = 0;
    double low = 0; ///< [-1, 1] for fewer than two users
    double high = 0;

    bool operator==(const GroupDifference&) const = default;
};

/// comparePaired() inside each group, not corrected: a picture of where the difference lies, not a test of each.
///
/// Shapes: groupOfUser negative: in no group. One row a group with users, ascending.
/// Throws: as comparePaired(); Error when the groups are of users of other data.
std::vector<GroupDifference> compareByGroup(const UserResults& a, const UserResults& b, std::string_view metric,
                                            const OfUsers<std::int32_t>& groupOfUser, const PairedOptions& options = {},
                                            const JobContext& job = {});

} // namespace tastescope
