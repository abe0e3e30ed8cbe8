#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

struct Neighbour
{
    User user{};
    float similarity = 0; ///< in (0, 1]
    bool operator==(const Neighbour&) const = default;
};

/// The neighbours of every user, most similar first. Immutable.
class NeighbourIndex
{
public:
    NeighbourIndex() : m_offsets(1, 0) {}

    /// offsets: users + 1 values from 0 ascending. Whoever reads these from outside checks them first with isValid().
    NeighbourIndex(std::vector<std::int64_t> offsets, std::vector<Neighbour> entries);

    /// Offsets ascend and end at entries.size(); nobody is his own neighbour; every user exists; similarities are
    /// finite and positive.
    static bool isValid(std::span<const std::int64_t> offsets, std::span<const Neighbour> entries);

    std::size_t userCount() const { return m_offsets.size() - 1; }
    std::size_t entryCount() const { return m_entries.size(); }

    std::span<const Neighbour> of(User user) const
    {
        const auto begin = static_cast<std::size_t>(m_offsets[index(user)]);
        return std::span(m_entries).subspan(begin, static_cast<std::size_t>(m_offsets[index(user) + 1]) - begin);
    }

    std::span<const std::int64_t> offsets() const { return m_offsets; }
    std::span<const Neighbour> entries() const { return m_entries; }

    bool operator==(const NeighbourIndex&) const = default;

private:
    std::vector<std::int64_t> m_offsets;
    std::vector<Neighbour> m_entries;
};

/// An index under construction: every user has `width` slots and fills the first of them, so that workers never meet.
class NeighbourSlots
{
public:
    NeighbourSlots(std::size_t users, std::size_t width) : m_width(width), m_counts(users, 0), m_slots(users * width) {}

    /// At most `width` neighbours, most similar first.
    void fill(User user, std::span<const Neighbour> neighbours);

    /// Ends the filling. Cost: O(entries), in place.
    NeighbourIndex finish() &&;

private:
    std::size_t m_width;
    std::vector<std::size_t> m_counts;
    std::vector<Neighbour> m_slots;
};

} // namespace tastescope
