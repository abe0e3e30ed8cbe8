#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

namespace tastescope {

// Dense numbers of the things a dataset holds, in order of first appearance. Strong types, so that one is never
// passed for another. The ids that files use stay strings and live in IdTable.
enum class User : std::int32_t {};
enum class Track : std::int32_t {};
enum class Item : std::int32_t {};

template<typename Id>
concept StrongId = std::is_same_v<Id, User> || std::is_same_v<Id, Track> || std::is_same_v<Id, Item>;

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
class IdRange
{
public:
    class Iterator
    {
    public:
        using value_type = Id;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        using pointer = const Id*;
        using reference = Id;

        constexpr Iterator() = default;
        constexpr explicit Iterator(std::int32_t number) : m_number(number) {}

        constexpr Id operator*() const { return Id{m_number}; }
        constexpr Iterator& operator++()
        {
            ++m_number;
            return *this;
        }
        constexpr Iterator operator++(int) { return Iterator{m_number++}; }
        constexpr bool operator==(const Iterator&) const = default;

    private:
        std::int32_t m_number = 0;
    };

    constexpr explicit IdRange(std::size_t count) : m_count(static_cast<std::int32_t>(count)) {}

    constexpr Iterator begin() const { return Iterator{0}; }
    constexpr Iterator end() const { return Iterator{m_count}; }

private:
    std::int32_t m_count;
};

template<StrongId Id>
constexpr IdRange<Id> idsUpTo(std::size_t count)
{
    return IdRange<Id>(count);
}

} // namespace tastescope
