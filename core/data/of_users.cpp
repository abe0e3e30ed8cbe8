#include "core/data/of_users.h"

#include "core/base/error.h"

namespace tastescope {

void requireSameUsers(const std::string& one, const std::string& other)
{
    if (one != other)
        throw Error("These figures are of users of other data. Open the dataset the run learned from.");
}

} // namespace tastescope
