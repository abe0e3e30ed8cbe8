#include "core/data/provenance.h"

#include "core/base/utc.h"

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
    return utcText(std::time(nullptr));
}

std::string thisProgram()
{
    return "Tastescope " TASTESCOPE_VERSION;
}

} // namespace tastescope
