#pragma once

#include "core/io/raw_data.h"
#include "core/io/table/id_shortcut.h"
#include "core/io/table/table_layout.h"

#include <string_view>

namespace tastescope {

/// What one row of a table says; views of its fields.
struct TableRow
{
    std::string_view user;
    std::string_view item;
    std::string_view title;
    std::string_view kind;
    double rating = 0;
    std::int64_t time = 0;
};

/// Adds rows, giving new ids new numbers.
class RatingsWriter
{
public:
    RatingsWriter(const TableLayout& layout, RawData& data, Ratings& into)
        : m_hasValue(layout.valueColumn().has_value() || !layout.kinds.empty()),
          m_hasTime(layout.has(ColumnRole::Time)),
          m_users(data.users),
          m_ids(data.items.ids),
          m_items(data.items),
          m_into(into)
    {
        m_into.areWeights = !layout.has(ColumnRole::Rating) && m_hasValue;
    }

    void add(const TableRow& row)
    {
        const std::int32_t item = m_ids.add(row.item);
        m_into.users.push_back(User{m_users.add(row.user)});
        m_into.items.push_back(Item{item});
        if (m_hasValue)
            m_into.values.push_back(static_cast<float>(row.rating));
        if (m_hasTime)
            m_into.times.push_back(row.time);
        if (!row.title.empty())
            setTitle(static_cast<std::size_t>(item), row.title);
    }

private:
    void setTitle(std::size_t item, std::string_view title)
    {
        auto& titles = m_items.titles;
        if (titles.size() <= item)
            titles.resize(m_items.size());
        if (titles[item].empty())
            titles[item] = title;
    }

    bool m_hasValue;
    bool m_hasTime;
    IdShortcut m_users;
    IdShortcut m_ids;
    Catalogue& m_items;
    Ratings& m_into;
};

} // namespace tastescope
