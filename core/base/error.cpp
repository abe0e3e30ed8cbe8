#include "core/base/error.h"

namespace tastescope {

std::string toText(const FilePlace& place)
{
    std::string text = place.file;
    if (place.line > 0)
        text += ":" + std::to_string(place.line);
    if (place.column > 0)
        text += ":" + std::to_string(place.column);
    return text;
}

BadInput::BadInput(FilePlace place, const std::string& problem)
    : Error(toText(place) + ": " + problem),
      m_place(std::move(place)),
      m_problem(problem)
{
}

} // namespace tastescope
