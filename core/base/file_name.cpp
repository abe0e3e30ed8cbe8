#include "core/base/file_name.h"

#include "core/base/shown_text.h"

#include <algorithm>

namespace tastescope {

std::string fileNameOf(std::string_view name)
{
    constexpr std::size_t mostBytes = 100; // file systems take 255, and numbers and endings come behind it
    std::string safe = shown(name);
    std::ranges::replace(safe, '/', '-');
    std::ranges::replace(safe, '\\', '-');
    if (safe.empty())
        return "-";
    if (safe.front() == '.')
        safe.front() = '-';
    std::size_t end = 0;
    while (end < safe.size() && end + characterLength(safe, end) <= mostBytes)
        end += characterLength(safe, end);
    return safe.substr(0, end);
}

} // namespace tastescope
