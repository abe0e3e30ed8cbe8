#pragma once

#include "core/io/table/seen_columns.h"

#include <optional>
#include <span>

namespace tastescope {

/// The column of ratings or weights that is left when user and item are chosen: one that says so, or looks like it.
std::optional<std::size_t> valueColumn(const SeenColumns& columns, std::size_t user, std::size_t item);

/// What a column of numbers holds: ratings, or weights where its name or its values are counts.
ColumnRole roleOfValues(const SeenColumns& columns, std::size_t column);

/// The times: what is called so and can be read, else what holds dates; seconds before dates. Roles are those that are
/// taken.
std::optional<std::size_t> timeColumn(const SeenColumns& columns, std::span<const ColumnRole> roles);

/// The kinds of events: words that are known for such, or few values under such a name.
std::optional<std::size_t> kindColumn(const SeenColumns& columns, std::span<const ColumnRole> roles);

/// The title of the item: a column that is called so, else names that stand beside the items.
std::optional<std::size_t> titleColumn(const SeenColumns& columns, std::span<const ColumnRole> roles, std::size_t item);

} // namespace tastescope
