#pragma once

#include "core/data/id_table.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tastescope {

/// Adds ids to a table. Whole numbers of up to six digits, which most files have, are found by their value: walking
/// through the table of texts for each row would take half the time of reading.
class IdShortcut
{
public:
    explicit IdShortcut(IdTable& table) : m_table(table) {}

    std::int32_t add(std::string_view id)
    {
        // "007" and "7" are two ids: a value stands for the text that has no 0 in front.
        const bool isShort = !id.empty() && id.size() <= 6 && (id.front() != '0' || id.size() == 1)
                             && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
        if (!isShort)
            return m_table.add(id);
        std::size_t value = 0;
        for (const char digit : id)
            value = value * 10 + static_cast<std::size_t>(digit - '0');
        if (value >= m_known.size())
            m_known.resize(value + value / 2 + 1024, -1);
        if (m_known[value] < 0)
            m_known[value] = m_table.add(id);
        return m_known[value];
    }

private:
    IdTable& m_table;
    std::vector<std::int32_t> m_known; ///< by value, -1: not asked yet
};

} // namespace tastescope
