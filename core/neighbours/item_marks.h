#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// A set of items that is emptied in no time: an item is in it when its mark is the current round's.
class ItemMarks
{
public:
    explicit ItemMarks(std::size_t items) : m_rounds(items, 0) {}

    void clear() { ++m_round; }

    /// True when the item was not there yet.
    bool add(Item item)
    {
        const bool isNew = m_rounds[index(item)] != m_round;
        m_rounds[index(item)] = m_round;
        return isNew;
    }

    void addAll(std::span<const Item> items)
    {
        for (const Item item : items)
            m_rounds[index(item)] = m_round;
    }

private:
    std::vector<std::uint64_t> m_rounds;
    std::uint64_t m_round = 1;
};

} // namespace tastescope
