#include "core/data/sequences.h"

#include "core/base/hash.h"

#include <algorithm>
#include <cassert>

namespace tastescope {

namespace {

/// Makes sequences user after user.
struct Rows
{
    std::vector<std::int64_t> offsets = {0};
    std::vector<Item> items = {};
    std::vector<std::int64_t> times = {};

    void reserve(std::size_t users, std::size_t events)
    {
        offsets.reserve(users + 1);
        items.reserve(events);
        times.reserve(events);
    }
    void add(Item item, std::int64_t time)
    {
        items.push_back(item);
        times.push_back(time);
    }
    void endUser() { offsets.push_back(static_cast<std::int64_t>(items.size())); }

    Sequences finish(std::size_t itemCount) &&
    {
        return {itemCount, std::move(offsets), std::move(items), std::move(times)};
    }
};

} // namespace

Sequences::Sequences(std::size_t itemCount, std::vector<std::int64_t> offsets, std::vector<Item> items,
                     std::vector<std::int64_t> times)
    : m_itemCount(itemCount),
      m_offsets(std::move(offsets)),
      m_items(std::move(items)),
      m_times(std::move(times))
{
    assert(isValid(m_itemCount, m_offsets, m_items, m_times));
}

bool Sequences::isValid(std::size_t itemCount, std::span<const std::int64_t> offsets, std::span<const Item> items,
                        std::span<const std::int64_t> times)
{
    if (offsets.empty() || offsets.front() != 0 || offsets.back() != static_cast<std::int64_t>(items.size())
        || times.size() != items.size() || !std::ranges::is_sorted(offsets))
        return false;
    for (std::size_t u = 0; u + 1 < offsets.size(); ++u)
        if (!std::ranges::is_sorted(times.subspan(static_cast<std::size_t>(offsets[u]),
                                                  static_cast<std::size_t>(offsets[u + 1] - offsets[u]))))
            return false;
    return std::ranges::all_of(items, [&](Item item) { return number(item) >= 0 && index(item) < itemCount; });
}

std::string Sequences::hash() const
{
    std::uint64_t hash = checksum(std::as_bytes(std::span(m_offsets)), m_itemCount);
    hash = checksum(std::as_bytes(std::span(m_items)), hash);
    return toHex(checksum(std::as_bytes(std::span(m_times)), hash));
}

Sequences merge(const Sequences& first, const Sequences& second)
{
    assert(first.userCount() == second.userCount() && first.itemCount() == second.itemCount());
    Rows rows;
    rows.reserve(first.userCount(), first.eventCount() + second.eventCount());
    for (const User user : idsUpTo<User>(first.userCount())) {
        const auto a = first.times(user);
        const auto b = second.times(user);
        for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();)
            if (j == b.size() || (i < a.size() && a[i] <= b[j])) {
                rows.add(first.items(user)[i], a[i]);
                ++i;
            } else {
                rows.add(second.items(user)[j], b[j]);
                ++j;
            }
        rows.endUser();
    }
    return std::move(rows).finish(first.itemCount());
}

Sequences selectEvents(const Sequences& sequences, std::span<const User> kept, std::span<const std::int32_t> newNumber,
                       std::size_t itemCount)
{
    if (sequences.userCount() == 0)
        return {};
    Rows rows;
    rows.reserve(kept.size(), sequences.eventCount());
    for (const User user : kept) {
        const auto items = sequences.items(user);
        const auto times = sequences.times(user);
        for (std::size_t i = 0; i < items.size(); ++i)
            if (const std::int32_t item = newNumber[index(items[i])]; item >= 0)
                rows.add(Item{item}, times[i]);
        rows.endUser();
    }
    return std::move(rows).finish(itemCount);
}

} // namespace tastescope
