#pragma once

#include "core/evaluation/evaluation.h"

#include <array>
#include <string_view>
#include <vector>

namespace tastescope {

/// Users by what two runs did for them.
struct SharedHits
{
    std::vector<User> both; ///< ascending, as all four
    std::vector<User> onlyFirst;
    std::vector<User> onlySecond;
    std::vector<User> neither;

    std::size_t total() const { return both.size() + onlyFirst.size() + onlySecond.size() + neither.size(); }
};

/// Who wins, user by user. A user is hit by a run when at least one of his held-out positives is expected among the
/// first K, even odds counted:
///
///     value(user) * positives(user) >= 1/2,   value the user's mean of `metric`, "hit-5"
///
/// which without tied scores is "at least one hit".
/// Users that only one run measured are left out.
/// Throws: Error when a run does not have the metric. Cost: O(users).
SharedHits sharedHits(const UserResults& first, const UserResults& second, std::string_view metric);

} // namespace tastescope
