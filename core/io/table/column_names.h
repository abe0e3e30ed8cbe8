#pragma once

#include "core/io/table/table_layout.h"

#include <string>
#include <string_view>

namespace tastescope {

/// A column's name as it is compared: lower case, letters and digits alone, without a type after a colon
/// ("user_id:token" -> "userid"). Letters beyond ASCII stay as they are.
std::string plainName(std::string_view name);

/// What a column's name says of it.
struct NameSays
{
    ColumnRole role = ColumnRole::Ignored;
    int strength = 0;        ///< 0: nothing; 1: a word that is used for other things too ("u", "name"); 2: sure
    bool isOther = false;    ///< it names something that is none of the roles: an order, a row number, a place on earth
    bool isLatitude = false; ///< or a longitude
    bool isNumbering = false; ///< of something unknown: "channel_id"
};

/// Knows the names of public data sets and of several languages, with the words for "id" and "index" before or behind
/// them: "user_idx", "movieId", "Nutzer-Nr", "用户".
NameSays readName(std::string_view name);

/// What a column of this name holds in a table of ratings; Ignored when the name says nothing.
ColumnRole roleOfName(std::string_view name);

} // namespace tastescope
