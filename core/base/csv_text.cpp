#include "core/base/csv_text.h"

namespace tastescope {

std::string csvCell(std::string_view text)
{
    std::string cell;
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        cell = "'";
    if (text.find_first_of(",\"\n\r") == std::string_view::npos)
        return cell.append(text);
    cell.insert(0, "\"");
    for (const char c : text)
        cell.append(c == '"' ? 2 : 1, c);
    return cell + "\"";
}

} // namespace tastescope
