#pragma once

#include "core/serving/list_spread.h"
#include "core/serving/recommend.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Items that are among the first k of both lists. Items of a list differ from each other.
int overlapAt(std::span<const Item> a, std::span<const Item> b, int k);

/// How alike two rankings are, the first ranks counting most: rank-biased overlap, extrapolated beyond the lists' ends.
/// With X_d the overlap at depth d, s and l the lengths of the shorter and the longer list:
///
///     RBO = (1 - p)/p ( sum_{d=1..l} X_d/d p^d  +  sum_{d=s+1..l} X_s (d - s)/(s d) p^d )
///           + ((X_l - X_s)/l + X_s/s) p^l
///
/// Units:  [0, 1]; 1 for equal lists, 0 for lists without a common item. Two empty lists are equal; one is not.
/// Throws: Error when p is not inside (0, 1).
/// Cost:   O((|a| + |b|) log(|a| + |b|)).
/// Source: Webber, Moffat, Zobel: A similarity measure for indefinite rankings, ACM TOIS 28(4), 2010, equation 32.
double rankBiasedOverlap(std::span<const Item> a, std::span<const Item> b, double p = 0.9);

struct AgreementOptions
{
    RecommendOptions lists = {.top = 10, .reasons = 0}; ///< what is compared: the first lists.top of each model
    double persistence = 0.9;                           ///< p of rankBiasedOverlap()
    std::size_t users = 10'000;                         ///< at most; more are sampled
    std::uint64_t seed = 42;                            ///< of the sample
};

struct UserAgreement
{
    User user{};
    double rbo = 1; ///< of his two lists
    bool operator==(const UserAgreement&) const = default;
};

/// How far the lists of two models differ over users.
struct ListAgreement
{
    std::vector<UserAgreement> users;         ///< greatest disagreement first; ties: lower user
    double meanRbo = 0;                       ///< 0 without users
    std::array<double, 2> medianPopularity{}; ///< of the items in the lists of each model, percentile in [0, 1]
    std::array<ListSpread, 2> spread;         ///< of the lists of each model
    Estimate moreAlike;                       ///< sameness of the first model's lists minus that of the second's
    bool isSample = false;                    ///< users were sampled
};

/// Ranks for each user by both models. Users without candidates of their own are served alike by both and left out.
///
/// Shapes: `users` in any order, each once; the sample is a pure function of seed and users.
/// Throws: Error when an option is out of range; Cancelled.
/// Cost:   two rankings a user, in parallel; the same bits for any number of threads.
ListAgreement compareLists(const Serving& a, const Serving& b, std::span<const User> users,
                           const AgreementOptions& options = {}, const JobContext& job = {});

} // namespace tastescope
