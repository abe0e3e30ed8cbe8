#include "core/io/table/table_layout.h"

#include <algorithm>

namespace tastescope {

std::optional<std::size_t> TableLayout::columnOf(ColumnRole role) const
{
    const auto found = std::ranges::find(roles, role);
    return found == roles.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - roles.begin()));
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
