#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace tastescope {

// Names, ids, titles and file names come from anywhere. Shown as they are, they could steer a terminal, begin a new
// line, or turn the direction of what stands beside them. What could is written as an escape; all else stays as it is.

/// Bytes of the UTF-8 character at `at`; 0: what stands there is none.
std::size_t characterLength(std::string_view text, std::size_t at);

/// In one line: control characters and bytes that are not UTF-8 as \x1b, \x0a, \xe9; marks that turn the direction of
/// text, and separators of lines, as \u202e. At most `limit` characters, then "...".
std::string shown(std::string_view text, std::size_t limit = std::numeric_limits<std::size_t>::max());

/// The same of text that may have several lines: line feeds stay.
std::string shownLines(std::string_view text);

/// The same of JSON: as \u009b and \u202e, which JSON reads as those characters again.
std::string shownJson(std::string_view json);

} // namespace tastescope
