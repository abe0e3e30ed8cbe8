#pragma once

#include "core/data/of_users.h"

#include <string>
#include <vector>

namespace tastescope {

/// The users that figures are of: all of them, or some of one dataset. What is made under a set is made of its users
/// alone.
class UserSet
{
public:
    UserSet() = default; ///< all, of whatever data

    /// These, ascending, of the data with that Dataset::hash(). Throws: Error when they do not ascend from 0 on.
    UserSet(std::string dataset, std::vector<User> users);

    bool isAll() const { return m_isAll; }
    bool contains(User user) const { return m_isAll || (index(user) < m_isIn.size() && m_isIn[index(user)]); }
    const std::vector<User>& users() const { return m_users; } ///< ascending; empty when it is all of them

    /// How many they are among `everybody`.
    std::size_t countOf(std::size_t everybody) const { return m_isAll ? everybody : m_users.size(); }

    /// Throws: Error when they are users of other data.
    void requireOf(const std::string& dataset) const;

    /// Calls visit(user) for each of them among `everybody`, ascending.
    template<typename Visit>
    void forEach(std::size_t everybody, const Visit& visit) const
    {
        if (!m_isAll) {
            for (const User user : m_users)
                visit(user);
            return;
        }
        for (const User user : idsUpTo<User>(everybody))
            visit(user);
    }

    /// The values of its users, in their order. Throws: as requireOf(). Cost: O(users).
    template<typename Value>
    std::vector<Value> valuesOf(const OfUsers<Value>& values) const
    {
        requireOf(values.dataset());
        std::vector<Value> found;
        found.reserve(countOf(values.size()));
        forEach(values.size(), [&](User user) { found.push_back(values[user]); });
        return found;
    }

    bool operator==(const UserSet&) const = default;

private:
    bool m_isAll = true;
    std::string m_dataset;
    std::vector<User> m_users;
    std::vector<bool> m_isIn; ///< by user, up to the last one
};

} // namespace tastescope
