#include "ui/session/user_walk.h"

#include "core/base/random.h"

#include <algorithm>

namespace tastescope::ui {

void UserWalk::reset(std::size_t userCount)
{
    m_userCount = userCount;
    m_list.clear();
    m_draws = 0;
}

std::optional<User> UserWalk::next(std::optional<User> user) const
{
    if (m_list.empty()) {
        if (m_userCount == 0)
            return std::nullopt;
        const std::size_t after = user ? (index(*user) + 1) % m_userCount : 0;
        return User{static_cast<std::int32_t>(after)};
    }
    const auto found = user ? std::ranges::find(m_list, *user) : m_list.end();
    return found == m_list.end() || found + 1 == m_list.end() ? m_list.front() : *(found + 1);
}

std::optional<User> UserWalk::random()
{
    const std::size_t users = m_list.empty() ? m_userCount : m_list.size();
    if (users == 0)
        return std::nullopt;
    const auto drawn = Random(seed, {m_draws++}).below(users);
    return m_list.empty() ? User{static_cast<std::int32_t>(drawn)} : m_list[drawn];
}

} // namespace tastescope::ui
