#include "core/data/id_table.h"

#include "core/base/error.h"

namespace tastescope {

IdTable::IdTable(std::vector<std::string> names) : m_names(std::move(names))
{
    m_numbers.reserve(m_names.size());
    for (std::size_t i = 0; i < m_names.size(); ++i)
        if (!m_numbers.emplace(m_names[i], static_cast<std::int32_t>(i)).second)
            throw Error("The id \"" + m_names[i] + "\" appears twice.");
}

std::optional<std::int32_t> IdTable::find(std::string_view name) const
{
    const auto found = m_numbers.find(name);
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

std::int32_t IdTable::add(std::string_view name)
{
    if (const auto known = find(name))
        return *known;
    const auto number = static_cast<std::int32_t>(m_names.size());
    m_names.emplace_back(name);
    m_numbers.emplace(m_names.back(), number);
    return number;
}

} // namespace tastescope
