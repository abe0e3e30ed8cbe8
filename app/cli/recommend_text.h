#pragma once

#include "core/base/json_text.h"

#include <string>

namespace tastescope::cli {

/// One user's list of the JSON of `recommend`, as lines for the terminal. explained: with what its reasons add.
std::string listText(const Json& list, bool explained);

} // namespace tastescope::cli
