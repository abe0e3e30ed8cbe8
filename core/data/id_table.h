#pragma once

#include "core/base/ids.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tastescope {

/// The ids that files use, as strings ("007" is not "7"), numbered densely in order of first appearance.
class IdTable
{
public:
    IdTable() = default;

    /// Throws: Error naming an id that appears twice.
    explicit IdTable(std::vector<std::string> names);

    std::size_t size() const { return m_names.size(); }
    const std::string& name(std::size_t number) const { return m_names[number]; }
    const std::vector<std::string>& names() const { return m_names; }
    std::optional<std::int32_t> find(std::string_view name) const;

    /// The number of `name`, given a new one when it was not there yet.
    std::int32_t add(std::string_view name);

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_numbers;
};

/// Ids with what people call them.
struct Catalogue
{
    IdTable ids;
    std::vector<std::string> titles;  ///< by number; empty vector or empty text: the id stands in
    std::vector<std::string> details; ///< by number: the artist, the genres, the playlist's maker; may be empty

    std::size_t size() const { return ids.size(); }
    const std::string& title(std::size_t number) const
    {
        return number < titles.size() && !titles[number].empty() ? titles[number] : ids.name(number);
    }
    std::string_view detail(std::size_t number) const
    {
        return number < details.size() ? std::string_view(details[number]) : std::string_view();
    }
};

/// The given ids, in the given order.
template<StrongId Id>
IdTable selectIds(const IdTable& ids, std::span<const Id> kept)
{
    std::vector<std::string> names;
    names.reserve(kept.size());
    for (const Id id : kept)
        names.push_back(ids.name(index(id)));
    return IdTable(std::move(names));
}

/// The given entries, in the given order.
template<StrongId Id>
Catalogue selectEntries(const Catalogue& catalogue, std::span<const Id> kept)
{
    Catalogue result{selectIds(catalogue.ids, kept), {}, {}};
    for (const Id id : kept) {
        if (!catalogue.titles.empty())
            result.titles.push_back(catalogue.titles[index(id)]);
        if (!catalogue.details.empty())
            result.details.push_back(catalogue.details[index(id)]);
    }
    return result;
}

} // namespace tastescope
