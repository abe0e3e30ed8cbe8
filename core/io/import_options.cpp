#include "core/io/import_options.h"

#include "core/base/error.h"

#include <algorithm>
#include <span>
#include <utility>

namespace tastescope {

namespace {

template<typename Enum>
Enum named(std::span<const std::string_view> names, std::string_view name, std::string_view what)
{
    const auto found = std::ranges::find(names, name);
    if (found != names.end())
        return static_cast<Enum>(found - names.begin());
    std::string known;
    for (const std::string_view each : names)
        known += (known.empty() ? "" : ", ") + std::string(each);
    throw Error(std::string(what) + ": found \"" + std::string(name) + "\", expected one of " + known + ".");
}

} // namespace

Duplicates duplicatesFrom(std::string_view name)
{
    return named<Duplicates>(duplicatesNames, name, "duplicates");
}

SplitChoice splitChoiceFrom(std::string_view name)
{
    return named<SplitChoice>(splitChoiceNames, name, "split");
}

Encoding encodingFrom(std::string_view name)
{
    return named<Encoding>(encodingNames, name, "encoding");
}

std::vector<ColumnRole> columnRolesFrom(std::string_view names)
{
    std::vector<ColumnRole> roles;
    for (std::size_t at = 0; at <= names.size();) {
        const std::size_t end = std::min(names.find(',', at), names.size());
        roles.push_back(named<ColumnRole>(columnRoleNames, names.substr(at, end - at), "column"));
        at = end + 1;
    }
    return roles;
}

std::string separatorFrom(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> known{{{"tab", "\t"},
                                                                                  {"\\t", "\t"},
                                                                                  {"space", " "},
                                                                                  {"comma", ","},
                                                                                  {"semicolon", ";"},
                                                                                  {"pipe", "|"},
                                                                                  {"colons", "::"}}};
    for (const auto& [word, separator] : known)
        if (word == name)
            return std::string(separator);
    if (name.empty())
        throw Error("separator: found nothing, expected one or more characters.");
    return std::string(name);
}

} // namespace tastescope
