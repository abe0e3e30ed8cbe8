#include "core/neighbours/neighbour_index.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tastescope {

NeighbourIndex::NeighbourIndex(std::vector<std::int64_t> offsets, std::vector<Neighbour> entries)
    : m_offsets(std::move(offsets)),
      m_entries(std::move(entries))
{
    assert(isValid(m_offsets, m_entries));
}

bool NeighbourIndex::isValid(std::span<const std::int64_t> offsets, std::span<const Neighbour> entries)
{
    if (offsets.empty() || offsets.front() != 0 || offsets.back() != static_cast<std::int64_t>(entries.size()))
        return false;
    if (!std::ranges::is_sorted(offsets))
        return false;
    const std::size_t users = offsets.size() - 1;
    for (const User user : idsUpTo<User>(users))
        for (auto i = offsets[index(user)]; i < offsets[index(user) + 1]; ++i) {
            const Neighbour& neighbour = entries[static_cast<std::size_t>(i)];
            const bool exists = number(neighbour.user) >= 0 && index(neighbour.user) < users;
            if (!exists || neighbour.user == user)
                return false;
            if (!std::isfinite(neighbour.similarity) || !(neighbour.similarity > 0))
                return false;
        }
    return true;
}

void NeighbourSlots::fill(User user, std::span<const Neighbour> neighbours)
{
    assert(neighbours.size() <= m_width);
    std::ranges::copy(neighbours, m_slots.begin() + static_cast<std::ptrdiff_t>(index(user) * m_width));
    m_counts[index(user)] = neighbours.size();
}

NeighbourIndex NeighbourSlots::finish() &&
{
    std::vector<std::int64_t> offsets(m_counts.size() + 1, 0);
    auto end = m_slots.begin();
    for (std::size_t user = 0; user < m_counts.size(); ++user) {
        const auto begin = m_slots.begin() + static_cast<std::ptrdiff_t>(user * m_width);
        end = std::move(begin, begin + static_cast<std::ptrdiff_t>(m_counts[user]), end);
        offsets[user + 1] = end - m_slots.begin();
    }
    m_slots.erase(end, m_slots.end());
    return {std::move(offsets), std::move(m_slots)};
}

} // namespace tastescope
