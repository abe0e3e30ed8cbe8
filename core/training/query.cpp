#include "core/training/query.h"

#include "core/base/error.h"

#include <string>

namespace tastescope {

User requireUser(const Query& query, std::string_view model)
{
    if (const User* user = std::get_if<User>(&query))
        return *user;
    throw Error(std::string(model) + " answers only for users of the data it learned from.");
}

} // namespace tastescope
