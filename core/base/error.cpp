#include "core/base/error.h"

#include <new>

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

std::string caughtText()
try {
    throw;
} catch (const std::bad_alloc&) {
    return "There is not enough memory for this. Close other programs or use fewer users.";
} catch (const std::exception& error) {
    return error.what();
} catch (...) {
    return "It ended by an error that says nothing of itself.";
}

} // namespace tastescope
