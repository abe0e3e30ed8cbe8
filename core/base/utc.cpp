#include "core/base/utc.h"

#include <ctime>

namespace tastescope {

std::string utcText(std::int64_t seconds)
{
    const auto moment = static_cast<std::time_t>(seconds);
    std::tm utc{};
    if (!gmtime_r(&moment, &utc)) // a year that int cannot hold
        return std::to_string(seconds) + " s";
    char text[40];
    std::strftime(text, sizeof text, "%FT%TZ", &utc);
    return text;
}

} // namespace tastescope
