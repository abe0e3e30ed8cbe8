#pragma once

#include <cstdint>
#include <string>

namespace tastescope {

/// A moment in seconds since 1970 as ISO 8601, UTC: "2026-11-22T08:36:00Z".
std::string utcText(std::int64_t seconds);

} // namespace tastescope
