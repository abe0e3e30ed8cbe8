#pragma once

#include "core/evaluation/evaluation.h"

#include <array>
#include <string_view>
#include <vector>

namespace tastescope {

/// How much of a user's held-out positives a run must hit to have served him.
enum class ServedBy {
    One,  ///< at least one of them
    Half, ///< at least half of them
    All   ///< every one
};

/// Users by what two runs did for them.
struct SharedHits
{
    ServedBy least = ServedBy::One;
    std::vector<User> both; ///< served; ascending, as all four
    std::vector<User> onlyFirst;
    std::vector<User> onlySecond;
    std::vector<User> neither;
    double firstMean = 0; ///< of the metric over all these users: what tables show of the runs
    double secondMean = 0;

    std::size_t total() const { return both.size() + onlyFirst.size() + onlySecond.size() + neither.size(); }
};

/// Who wins, user by user. With h = value(user) * positives(user), how many of his held-out positives are expected
/// among the first K (value: the user's mean of `metric`, "hit-5"), a run serves a user
///
///     One:  h >= 1/2,   which without tied scores is one hit
///     Half: h >= positives / 2
///     All:  h >= positives - 1/2
///
/// even odds counted. For a user with one held-out positive all three are the same.
/// Users that only one run measured are left out.
/// Throws: Error when a run does not have the metric, or they are of users of different data. Cost: O(users).
SharedHits sharedHits(const UserResults& first, const UserResults& second, std::string_view metric,
                      ServedBy least = ServedBy::One);

/// The rule by which most users are served by one of the two runs alone: where users have many held-out positives, at
/// least one is hit for nearly everybody, or all of them for nobody, and either says nothing. Ties: the first rule.
/// Throws: as sharedHits().
ServedBy tellingRule(const UserResults& first, const UserResults& second, std::string_view metric);

} // namespace tastescope
