#pragma once

#include "core/evaluation/evaluation.h"

#include <vector>

namespace tastescope::test {

/// What a run measured of users 0, 1, 2, ...: their MRR.
inline UserResults mrrOfUsers(const std::vector<double>& values)
{
    UserResults made;
    made.metrics = {"mrr"};
    for (std::size_t user = 0; user < values.size(); ++user) {
        made.users.push_back(User{static_cast<std::int32_t>(user)});
        made.positives.push_back(1);
        made.values.push_back(values[user]);
    }
    return made;
}

} // namespace tastescope::test
