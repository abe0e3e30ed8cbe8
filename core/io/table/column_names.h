#pragma once

#include "core/io/table/table_layout.h"

#include <string>
#include <string_view>

namespace tastescope {

/// A column's name as it is compared: lower case, letters and digits alone, without a type after a colon
/// ("user_id:token" -> "userid").
std::string plainName(std::string_view name);

/// What a column of this name holds in a table of ratings; Ignored when the name says nothing.
ColumnRole roleOfName(std::string_view name);

} // namespace tastescope
