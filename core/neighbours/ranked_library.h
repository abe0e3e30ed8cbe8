#pragma once

#include "core/base/job.h"
#include "core/data/binary_matrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// A library transposed for the neighbour search, its users renumbered by (library size, user number). Ties between
/// equally similar users then simply go to the lower rank.
class RankedLibrary
{
public:
    using Rank = std::uint32_t;

    /// Throws: Cancelled when job.stop is set.
    /// Cost:   O(entries + users log users).
    explicit RankedLibrary(const BinaryMatrix<User, Track>& library, const JobContext& job = {});

    User user(Rank rank) const { return m_users[rank]; }
    Rank rank(User user) const { return m_ranks[index(user)]; }
    std::uint32_t size(Rank rank) const { return m_sizes[rank]; } ///< tracks in the library
    std::size_t userCount() const { return m_users.size(); }

    /// The first rank whose library has more tracks than a byte can count; userCount() if none has.
    Rank firstWide() const { return m_firstWide; }
    std::uint32_t largestSize() const { return m_sizes.empty() ? 0 : m_sizes.back(); }

    /// Ascending.
    std::span<const Rank> listeners(Track track) const
    {
        return between(m_offsets[index(track)], m_offsets[index(track) + 1]);
    }

    /// Those below firstWide().
    std::span<const Rank> narrowListeners(Track track) const
    {
        return between(m_offsets[index(track)], m_wideOffsets[index(track)]);
    }

    /// The others.
    std::span<const Rank> wideListeners(Track track) const
    {
        return between(m_wideOffsets[index(track)], m_offsets[index(track) + 1]);
    }

private:
    std::span<const Rank> between(std::int64_t begin, std::int64_t end) const
    {
        return {m_listeners.data() + begin, static_cast<std::size_t>(end - begin)};
    }

    std::vector<User> m_users; ///< by rank
    std::vector<Rank> m_ranks; ///< by user
    std::vector<std::uint32_t> m_sizes;
    Rank m_firstWide = 0;
    std::vector<std::int64_t> m_offsets;
    std::vector<std::int64_t> m_wideOffsets; ///< where a track's wide listeners begin
    std::vector<Rank> m_listeners;
};

} // namespace tastescope
