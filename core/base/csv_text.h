#pragma once

#include <string>
#include <string_view>

namespace tastescope {

/// A text as one cell of a CSV file, for all that writes them: in quotes where it needs them, and with an apostrophe
/// before it when a spreadsheet would take it for a formula (it begins with = + - @, a tab or a carriage return).
/// Numbers that are measured are written without it.
/// Source: RFC 4180; OWASP, CSV injection.
std::string csvCell(std::string_view text);

} // namespace tastescope
