#pragma once

#include <string>
#include <string_view>

namespace tastescope {

/// A figure's name as tables write it: "hit-10" for "Hit@10", "hit10" and "hit_10"; whether there is such a figure is
/// another question.
std::string canonicalFigureName(std::string_view name);

} // namespace tastescope
