#pragma once

#include "core/evaluation/matched_users.h"
#include "core/evaluation/paired_comparison.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// One setting of a model: the results of its runs, which differ in nothing but the seed.
struct SeedResults
{
    std::vector<const UserResults*> runs; ///< of different seeds; never null
    bool isExact = false;                 ///< nothing in the model is drawn, so that one run is all there are
};

/// The same of runs that were matched already.
struct SeedNumbers
{
    std::vector<std::size_t> runs; ///< of MatchedUsers
    bool isExact = false;          ///< as in SeedResults
};

/// One metric of setting a against setting b: would another seed, and other users, say the same?
struct SettingComparison
{
    std::string metric;     ///< "mrr"
    std::int64_t users = 0; ///< measured in every run
    int seedsA = 0;         ///< >= 2, of a model that draws nothing >= 1
    int seedsB = 0;         ///< likewise
    double meanA = 0;       ///< over seeds and users
    double meanB = 0;
    double difference = 0; ///< meanA - meanB
    double low = 0;        ///< of the interval of the difference at `level`
    double high = 0;
    double level = 0.95;  ///< 1 - alpha for one pair; higher where Holm asks for more
    double userError = 0; ///< what the users drawn add to the standard error of the difference
    double seedError = 0; ///< what the seeds drawn add
    double degrees = 0;   ///< Satterthwaite's degrees of freedom of both together
    double p = 1;         ///< two-sided, of this pair alone
    double adjustedP = 1; ///< Holm's, in the family it was compared in
    bool tied = true;     ///< the interval holds zero, which is when adjustedP > alpha

    bool operator==(const SettingComparison&) const = default;
};

/// Whether settings differ, with seeds and users as sources of chance. With x_us the value of user u under seed s, x_u.
/// its mean over the k seeds of a setting, x_.s its mean over the n users, and d_u = a_u. - b_u.:
///
///     difference = mean d
///     variance   = s^2(d_u) / n + s^2(a_.s) / k_a + s^2(b_.s) / k_b          (userError^2 + seedError^2)
///     degrees    = variance^2 / sum over the three terms v of v^2 / (n - 1, k_a - 1, k_b - 1)
///     t          = difference / sqrt(variance)
///
/// What users and seeds do to each other is in two of the terms, so the test errs on the side of "tied".
/// compareFamily() asks the smaller question, whether these very models differ; a setting of one seed has no answer to
/// this one.
///
/// Shapes: one result a pair, in the order of `pairs`, whose numbers point into `settings`; corrected by Holm as
/// compareFamily() is.
/// Throws: Error when a setting has one run only, a run does not have the metric, the users are of different data, or
/// fewer than two are in all.
/// Cost:   O(runs * users).
/// Source: Satterthwaite: An approximate distribution of estimates of variance components, Biometrics Bulletin 2, 1946;
///         the sources as in Bouthillier et al.: Accounting for variance in machine learning benchmarks, MLSys 2021.
std::vector<SettingComparison> compareSettings(std::span<const SeedResults> settings, std::span<const RunPair> pairs,
                                               std::string_view metric, double alpha = 0.05);

/// The same of runs that were matched already, by their metric.
std::vector<SettingComparison> compareSettings(const MatchedUsers& matched, std::span<const SeedNumbers> settings,
                                               std::span<const RunPair> pairs, double alpha = 0.05);

} // namespace tastescope
