#include "core/data/user_set.h"

#include "core/base/error.h"

#include <algorithm>

namespace tastescope {

UserSet::UserSet(std::string dataset, std::vector<User> users)
    : m_isAll(false),
      m_dataset(std::move(dataset)),
      m_users(std::move(users))
{
    const bool ascends = std::ranges::adjacent_find(m_users, std::greater_equal()) == m_users.end();
    if (!ascends || (!m_users.empty() && number(m_users.front()) < 0))
        throw Error("The users of a set must ascend from 0 on, each once.");
    m_isIn.resize(m_users.empty() ? 0 : index(m_users.back()) + 1, false);
    for (const User user : m_users)
        m_isIn[index(user)] = true;
}

void UserSet::requireOf(const std::string& dataset) const
{
    if (!m_isAll)
        requireSameUsers(m_dataset, dataset);
}

} // namespace tastescope
