#include "core/base/enum_names.h"

#include "core/base/error.h"

namespace tastescope {

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string unknownName(std::string_view found, const std::vector<std::string>& known)
{
    return "found \"" + std::string(found) + "\", expected one of " + listed(known) + ".";
}

void failUnknownName(std::string_view what, std::string_view found, const std::vector<std::string>& known)
{
    throw Error(std::string(what) + ": " + unknownName(found, known));
}

} // namespace tastescope
