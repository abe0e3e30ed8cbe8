#pragma once

#include <string>
#include <string_view>

namespace tastescope {

/// One file name for something a person or a file has named: it leads to no other folder, is not hidden, steers no
/// terminal and fits every file system. Slashes and what shown() writes out become "-" and words, a dot in front "-";
/// a name without letters is "-". At most 100 bytes, no character cut in two. Two names may give the same file name.
std::string fileNameOf(std::string_view name);

} // namespace tastescope
