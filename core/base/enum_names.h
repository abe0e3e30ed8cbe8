#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tastescope {

// The words of an enum, written once: files, command line, forms and errors all take them from one table, a function
// beside the enum that is found by it:
//
//     enum class Protocol { Sampled, Full };
//     constexpr auto enumNames(Protocol)
//     {
//         return namedBy<Protocol>({{Protocol::Sampled, "sampled"}, {Protocol::Full, "full"}});
//     }

/// A name for each value of an enum whose values are 0, 1, ...; every name once.
template<typename Enum, std::size_t count>
class EnumNames
{
public:
    using Row = std::pair<Enum, std::string_view>;

    /// Rows in the order of the enum. What is not so does not compile.
    consteval explicit EnumNames(const Row (&rows)[count])
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (static_cast<std::size_t>(rows[i].first) != i || rows[i].second.empty())
                throw "a value is missing, stands in another order or has no name";
            for (std::size_t before = 0; before < i; ++before)
                if (rows[before].second == rows[i].second)
                    throw "two values have the same name";
            m_names[i] = rows[i].second;
        }
    }

    /// Ends in a null, as literals do.
    constexpr std::string_view of(Enum value) const { return m_names.at(static_cast<std::size_t>(value)); }

    constexpr std::optional<Enum> find(std::string_view name) const
    {
        for (std::size_t i = 0; i < count; ++i)
            if (m_names[i] == name)
                return static_cast<Enum>(i);
        return std::nullopt;
    }

    std::vector<std::string> all() const { return {m_names.begin(), m_names.end()}; }

private:
    std::array<std::string_view, count> m_names;
};

template<typename Enum, std::size_t count>
consteval EnumNames<Enum, count> namedBy(const std::pair<Enum, std::string_view> (&rows)[count])
{
    return EnumNames<Enum, count>(rows);
}

/// An enum with a table of names.
template<typename Enum>
concept NamedEnum = std::is_enum_v<Enum> && requires(Enum value)
{
    enumNames(value).of(value);
};

template<NamedEnum Enum>
inline constexpr auto nameTable = enumNames(Enum{});

/// "sampled"
template<NamedEnum Enum>
constexpr std::string_view toText(Enum value)
{
    return nameTable<Enum>.of(value);
}

/// The value of this name; none: no value has it.
template<NamedEnum Enum>
constexpr std::optional<Enum> named(std::string_view name)
{
    return nameTable<Enum>.find(name);
}

/// Every name, in the order of the enum.
template<NamedEnum Enum>
std::vector<std::string> allNames()
{
    return nameTable<Enum>.all();
}

/// "a, b, c"
std::string listed(const std::vector<std::string>& names);

/// "found "x", expected one of a, b, c."
std::string unknownName(std::string_view found, const std::vector<std::string>& known);

/// Throws: Error "what: found "x", expected one of ...".
[[noreturn]] void failUnknownName(std::string_view what, std::string_view found, const std::vector<std::string>& known);

/// The value of this name. what: the option or member that has it. Throws: Error naming what was found and expected.
template<NamedEnum Enum>
Enum parseName(std::string_view what, std::string_view name)
{
    if (const auto value = named<Enum>(name))
        return *value;
    failUnknownName(what, name, allNames<Enum>());
}

} // namespace tastescope
