#pragma once

#include "core/io/text/field_values.h"

namespace tastescope {

/// A date as people write it, with or without a clock, as seconds since 1970-01-01 UTC: "17.05.2003",
/// "5/17/2003 6:30 PM", "05 17, 2003", "17-May-2003", "Tue Apr 03 18:00:09 +0000 2012", "2003/05/17 12:30". The form
/// decides between day and month where both are numbers and the year does not stand first. Years of two digits are
/// 1970 to 2069. No zone: UTC. Nothing when it is no date.
std::optional<std::int64_t> parseDate(std::string_view text, TimeForm form);

} // namespace tastescope
