#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tastescope {

/// A JSON object of one line as fields: texts as they are, numbers as they are written, true and false; null is empty.
/// A member of an object inside is called "outer.inner"; what is deeper and what stands in arrays is left out.
struct JsonLine
{
    std::vector<std::pair<std::string, std::string>> fields; ///< in the order of the line
    std::optional<std::size_t> wrongAt; ///< the byte at which the line is no JSON object; nothing: it is one
};

/// Takes one object, also with the bracket of an array before it and a comma or a bracket behind.
/// Cost: O(line).
JsonLine readJsonLine(std::string_view line);

/// Whether a line is a bracket alone, as arrays have one above and one below their objects.
bool isJsonBracket(std::string_view line);

/// Whether these lines are objects each: the first one, which has two fields or more, and four in five of all.
bool areJsonLines(const std::vector<std::string>& lines);

/// The names of the fields of some lines, in order of first appearance, 200 at most.
std::vector<std::string> jsonKeys(const std::vector<std::string>& lines);

} // namespace tastescope
