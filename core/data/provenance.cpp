#include "core/data/provenance.h"

#include <ctime>

namespace tastescope {

std::optional<std::int64_t> countOf(const Provenance& provenance, std::string_view name)
{
    for (const auto& [known, count] : provenance.counts)
        if (known == name)
            return count;
    return std::nullopt;
}

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

std::string thisProgram()
{
    return "Tastescope " TASTESCOPE_VERSION;
}

} // namespace tastescope
