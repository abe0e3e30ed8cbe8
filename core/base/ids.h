#pragma once

#include <cstddef>
#include <cstdint>
#include <ranges>

namespace tastescope {

// Dense numbers of the things a dataset holds, in order of first appearance. Strong types, so that one is never
// passed for another. The ids that files use stay strings and live in IdTable.
enum class User : std::int32_t {};
enum class Track : std::int32_t {};
enum class Item : std::int32_t {};

template<typename Id>
concept StrongId = std::same_as<Id, User> || std::same_as<Id, Track> || std::same_as<Id, Item>;

template<StrongId Id>
constexpr std::size_t index(Id id)
{
    return static_cast<std::size_t>(id);
}

template<StrongId Id>
constexpr std::int32_t number(Id id)
{
    return static_cast<std::int32_t>(id);
}

/// Id{0}, Id{1}, ... Id{count - 1}.
template<StrongId Id>
constexpr auto idsUpTo(std::size_t count)
{
    return std::views::iota(std::int32_t{0}, static_cast<std::int32_t>(count))
           | std::views::transform([](std::int32_t value) { return Id{value}; });
}

} // namespace tastescope
