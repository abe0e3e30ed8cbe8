#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tastescope {

/// If the first bytes of a file are those of a known format that is not plain text: what it is and what to do, in
/// words. JSON that is not an object a line belongs here too: text, but none
/// that the readers take.
std::optional<std::string> foreignKind(std::string_view head);

} // namespace tastescope
