#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// What each user took to, and when: his events, each an item and a time, in order of time; events of the same time
/// stand in the order of the files they come from. Immutable. An item that was taken to again is an event again.
///
/// Shapes: one row of events a user; items and times are parallel.
/// Units:  times in seconds since 1970-01-01 UTC, negative before.
/// Cost:   12 bytes an event.
class Sequences
{
public:
    /// Of nobody: what a dataset without times has.
    Sequences() : m_offsets(1, 0) {}

    /// offsets: users + 1 values from 0 ascending; times: ascending inside a user; items: below itemCount.
    /// Whoever reads these from outside checks them first with isValid().
    Sequences(std::size_t itemCount, std::vector<std::int64_t> offsets, std::vector<Item> items,
              std::vector<std::int64_t> times);

    static bool isValid(std::size_t itemCount, std::span<const std::int64_t> offsets, std::span<const Item> items,
                        std::span<const std::int64_t> times);

    std::size_t userCount() const { return m_offsets.size() - 1; }
    std::size_t itemCount() const { return m_itemCount; }
    std::size_t eventCount() const { return m_items.size(); }

    std::span<const Item> items(User user) const { return part(std::span(m_items), user); }
    std::span<const std::int64_t> times(User user) const { return part(std::span(m_times), user); }

    std::span<const std::int64_t> offsets() const { return m_offsets; } ///< where a user's events begin
    std::span<const Item> items() const { return m_items; }
    std::span<const std::int64_t> times() const { return m_times; }

    /// 16 hexadecimal digits over everything. Dataset::hash() knows nothing of times, so whoever learns from them ties
    /// its results to this beside it. Cost: O(events).
    std::string hash() const;

    bool operator==(const Sequences&) const = default;

private:
    template<typename T>
    std::span<const T> part(std::span<const T> all, User user) const
    {
        const auto begin = static_cast<std::size_t>(m_offsets[index(user)]);
        return all.subspan(begin, static_cast<std::size_t>(m_offsets[index(user) + 1]) - begin);
    }

    std::size_t m_itemCount = 0;
    std::vector<std::int64_t> m_offsets;
    std::vector<Item> m_items;
    std::vector<std::int64_t> m_times;
};

/// The events of each user in both, in order of time; at the same time those of `first` stand first.
/// Shapes: both of the same users and items.
Sequences merge(const Sequences& first, const Sequences& second);

/// The events of the given users, in the given order: the new user u is the old user kept[u], every item i becomes item
/// newNumber[i], and where that is -1 its events go. Of nobody it stays of nobody.
Sequences selectEvents(const Sequences& sequences, std::span<const User> kept, std::span<const std::int32_t> newNumber,
                       std::size_t itemCount);

} // namespace tastescope
