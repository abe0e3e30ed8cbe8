#pragma once

#include "core/data/id_table.h"
#include "core/data/local_ids.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// Adds ids to a table, and finds those it added before sooner than the table does. Whole numbers of up to six digits,
/// which most files have, are found by their value; others in places of eight bytes each, which say by a part of the
/// hash where to look.
class IdShortcut
{
public:
    explicit IdShortcut(IdTable& table) : m_table(table), m_slots(1024) {}

    /// The number of each id that was added here; -1: it was not, but the table may have it. Places and texts are asked
    /// of the memory some ids ahead: it is slow to give them one by one.
    std::vector<std::int32_t> findAll(std::span<const std::string_view> ids) const
    {
        constexpr std::size_t ahead = 12;
        std::vector<std::uint64_t> hashes;
        hashes.reserve(ids.size());
        for (const std::string_view id : ids)
            hashes.push_back(hashOfId(id));
        const std::size_t mask = m_slots.size() - 1;
        const auto nameAt = [&](std::size_t i) { // of who stands at the first place; it is nearly always the one
            const std::int32_t number = m_slots[hashes[i] & mask].number;
            return number < 0 ? nullptr : &m_table.name(static_cast<std::size_t>(number));
        };
        std::vector<std::int32_t> numbers;
        numbers.reserve(ids.size());
        for (std::size_t i = 0; i < ids.size() + 3 * ahead; ++i) {
            if (i < ids.size())
                __builtin_prefetch(&m_slots[hashes[i] & mask]);
            if (i >= ahead && i - ahead < ids.size())
                __builtin_prefetch(nameAt(i - ahead));
            if (i >= 2 * ahead && i - 2 * ahead < ids.size())
                if (const std::string* name = nameAt(i - 2 * ahead))
                    __builtin_prefetch(name->data());
            if (i >= 3 * ahead)
                numbers.push_back(find(ids[i - 3 * ahead], hashes[i - 3 * ahead]));
        }
        return numbers;
    }

    std::int32_t add(std::string_view id)
    {
        if (const std::int32_t value = valueOf(id); value >= 0) {
            const auto at = static_cast<std::size_t>(value);
            if (at >= m_known.size())
                m_known.resize(at + at / 2 + 1024, -1);
            if (m_known[at] < 0)
                m_known[at] = m_table.add(id);
            return m_known[at];
        }
        const std::uint64_t hash = hashOfId(id);
        Slot& slot = m_slots[placeOf(id, hash)];
        if (slot.number >= 0)
            return slot.number;
        const std::int32_t number = m_table.add(id);
        slot = {static_cast<std::uint32_t>(hash >> 32), number};
        if (++m_taken * 2 > m_slots.size())
            grow();
        return number;
    }

private:
    struct Slot
    {
        std::uint32_t tag = 0;
        std::int32_t number = -1;
    };

    std::int32_t find(std::string_view id, std::uint64_t hash) const
    {
        if (const std::int32_t value = valueOf(id); value >= 0)
            return static_cast<std::size_t>(value) < m_known.size() ? m_known[static_cast<std::size_t>(value)] : -1;
        return m_slots[placeOf(id, hash)].number;
    }

    /// "007" and "7" are two ids: a value stands for the text that has no 0 in front. -1: it is no such number.
    static std::int32_t valueOf(std::string_view id)
    {
        if (id.empty() || id.size() > 6 || (id.front() == '0' && id.size() > 1))
            return -1;
        std::int32_t value = 0;
        for (const char c : id) {
            if (c < '0' || c > '9')
                return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /// Where the id stands, or would.
    std::size_t placeOf(std::string_view id, std::uint64_t hash) const
    {
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        std::size_t at = hash & (m_slots.size() - 1);
        while (m_slots[at].number >= 0
               && (m_slots[at].tag != tag || m_table.name(static_cast<std::size_t>(m_slots[at].number)) != id))
            at = (at + 1) & (m_slots.size() - 1);
        return at;
    }

    void grow()
    {
        std::vector<Slot> old(m_slots.size() * 4);
        old.swap(m_slots);
        for (const Slot& slot : old)
            if (slot.number >= 0) {
                const std::uint64_t hash = hashOfId(m_table.name(static_cast<std::size_t>(slot.number)));
                std::size_t at = hash & (m_slots.size() - 1);
                while (m_slots[at].number >= 0)
                    at = (at + 1) & (m_slots.size() - 1);
                m_slots[at] = slot;
            }
    }

    IdTable& m_table;
    std::vector<std::int32_t> m_known; ///< by value, -1: not asked yet
    std::vector<Slot> m_slots;         ///< a power of two, at most half of them taken
    std::size_t m_taken = 0;
};

} // namespace tastescope
