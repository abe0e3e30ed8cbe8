#include "core/io/table/table_layout.h"

#include <algorithm>

namespace tastescope {

std::optional<std::size_t> TableLayout::columnOf(ColumnRole role) const
{
    const auto found = std::ranges::find(roles, role);
    return found == roles.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - roles.begin()));
}

std::optional<std::size_t> TableLayout::valueColumn() const
{
    const auto ratings = columnOf(ColumnRole::Rating);
    return ratings ? ratings : columnOf(ColumnRole::Weight);
}

std::string namesText(const TableLayout& layout)
{
    constexpr std::size_t most = 25; // of thousands nobody would read more
    const auto& names = layout.names;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + escaped(names[i], 40);
    return names.size() > most ? text + ", and " + std::to_string(names.size() - most) + " more" : text;
}

TableLayout fixedLayout(std::string separator, std::vector<ColumnRole> roles)
{
    TableLayout layout;
    layout.dialect = {std::move(separator), false, false};
    for (const ColumnRole role : roles)
        layout.names.emplace_back(toText(role));
    layout.roles = std::move(roles);
    return layout;
}

} // namespace tastescope
