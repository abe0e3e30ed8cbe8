#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace tastescope {

/// A hash of few bytes, made inline: ids are short, and a call costs more than hashing them.
inline std::uint64_t hashOfId(std::string_view id)
{
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;
    const auto mix = [](std::uint64_t value) {
        value *= odd;
        return value ^ (value >> 29);
    };
    std::uint64_t hash = mix(id.size() + 1);
    while (id.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, id.data(), 8);
        hash = mix(hash ^ word);
        id.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    for (const char c : id)
        rest = rest << 8 | static_cast<unsigned char>(c);
    hash = mix(hash ^ rest);
    return hash ^ (hash >> 32);
}

/// Numbers in order of first appearance for the ids of one piece of text, which must outlive them. As IdTable, without
/// a copy of any id.
class LocalIds
{
public:
    LocalIds() : m_slots(64) {}

    /// The number of `id`, given a new one when it was not there yet.
    std::int32_t add(std::string_view id)
    {
        const std::uint64_t hash = hashOfId(id);
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
            Slot& slot = m_slots[at];
            if (slot.number < 0)
                return insert(slot, tag, id);
            if (slot.tag == tag && m_names[static_cast<std::size_t>(slot.number)] == id)
                return slot.number;
        }
    }

    std::span<const std::string_view> names() const { return m_names; }

private:
    struct Slot
    {
        std::uint32_t tag = 0;
        std::int32_t number = -1;
    };

    std::int32_t insert(Slot& slot, std::uint32_t tag, std::string_view id)
    {
        const auto number = static_cast<std::int32_t>(m_names.size());
        slot = {tag, number};
        m_names.push_back(id);
        if (m_names.size() * 2 > m_slots.size())
            grow();
        return number;
    }

    void grow()
    {
        m_slots.assign(m_slots.size() * 4, Slot());
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const std::uint64_t hash = hashOfId(m_names[i]);
            std::size_t at = hash & mask;
            while (m_slots[at].number >= 0)
                at = (at + 1) & mask;
            m_slots[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::int32_t>(i)};
        }
    }

    std::vector<Slot> m_slots; ///< a power of two, at most half of them taken
    std::vector<std::string_view> m_names;
};

} // namespace tastescope
