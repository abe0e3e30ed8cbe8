#include "core/neighbours/ranked_library.h"

#include <algorithm>
#include <limits>

namespace tastescope {

RankedLibrary::RankedLibrary(const BinaryMatrix<User, Track>& library, const JobContext& job)
    : m_ranks(library.rowCount()),
      m_offsets(library.columnCount() + 1, 0),
      m_listeners(library.entryCount())
{
    const auto users = idsUpTo<User>(library.rowCount());
    m_users.assign(users.begin(), users.end());
    std::ranges::stable_sort(m_users, {}, [&](User user) { return library.row(user).size(); });

    job.throwIfStopped();
    m_sizes.reserve(m_users.size());
    for (const User user : m_users) {
        m_ranks[index(user)] = static_cast<Rank>(m_sizes.size());
        m_sizes.push_back(static_cast<std::uint32_t>(library.row(user).size()));
    }

    job.throwIfStopped();
    for (const Track track : library.entries())
        ++m_offsets[index(track) + 1];
    for (std::size_t track = 0; track < library.columnCount(); ++track)
        m_offsets[track + 1] += m_offsets[track];
    std::vector<std::int64_t> next(m_offsets.begin(), m_offsets.end() - 1);
    const auto fill = [&](Rank rank) {
        if (rank % 1024 == 0)
            job.throwIfStopped();
        for (const Track track : library.row(m_users[rank]))
            m_listeners[static_cast<std::size_t>(next[index(track)]++)] = rank;
    };
    constexpr std::uint32_t largestByte = std::numeric_limits<std::uint8_t>::max();
    m_firstWide = static_cast<Rank>(std::ranges::upper_bound(m_sizes, largestByte) - m_sizes.begin());
    for (Rank rank = 0; rank < m_firstWide; ++rank)
        fill(rank);
    m_wideOffsets = next;
    for (Rank rank = m_firstWide; rank < m_users.size(); ++rank)
        fill(rank);
}

} // namespace tastescope
