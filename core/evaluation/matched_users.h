#pragma once

#include "core/evaluation/evaluation.h"

#include <string>
#include <vector>

namespace tastescope {

/// One metric of several runs on the users that all of them have, side by side. Users whose value is not a number in
/// one run are left out.
class MatchedUsers
{
public:
    explicit MatchedUsers(std::string metric) : m_metric(std::move(metric)) {}

    const std::string& metric() const { return m_metric; }
    const std::vector<User>& users() const { return m_users; } ///< ascending
    std::size_t runs() const { return m_values.size(); }
    const std::vector<double>& values(std::size_t run) const { return m_values.at(run); } ///< by user

    /// Throws: Error when the runs have no user in common.
    void requireAny() const;

    /// One more run. Returns whether the users stayed what they were before it.
    /// Throws: Error when it does not have the metric, or is of users of other data. Cost: O(users), O(users * runs)
    /// when users are lost.
    bool add(const UserResults& run);

private:
    std::string m_metric;
    std::string m_dataset; ///< hash
    std::vector<User> m_users;
    std::vector<std::vector<double>> m_values; ///< runs x users
};

} // namespace tastescope
