#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tastescope::ui {

/// The users one goes through with Next and Random: those a page lists, in its order, or all.
class UserWalk
{
public:
    static constexpr std::uint64_t seed = 42; ///< of Random

    void reset(std::size_t userCount); ///< another dataset: all its users, the random sequence from its beginning
    void setList(std::vector<User> users) { m_list = std::move(users); } ///< empty: all

    /// After `user`; after the last, or when he is not listed, the first. None: there is nobody.
    std::optional<User> next(std::optional<User> user) const;

    /// The next of a seeded sequence.
    std::optional<User> random();

private:
    std::size_t m_userCount = 0;
    std::vector<User> m_list;
    std::uint64_t m_draws = 0;
};

} // namespace tastescope::ui
