#pragma once

#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

namespace tastescope {

/// On one line; else as toText(): bytes that are no UTF-8 are replaced, where dump() by itself would throw what is no
/// Error. Names, paths and rows of a foreign history may hold such bytes.
inline std::string toLine(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace tastescope
