#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace tastescope {

/// Keeps many short texts, one after the other, in few large pieces that never move.
class TextPile
{
public:
    /// A copy of `text` that lasts as long as the pile.
    std::string_view keep(std::string_view text)
    {
        if (text.size() > m_room) {
            m_room = std::max(pieceBytes, text.size());
            m_pieces.push_back(std::make_unique_for_overwrite<char[]>(m_room));
            m_next = m_pieces.back().get();
        }
        char* const kept = m_next;
        std::copy(text.begin(), text.end(), kept);
        m_next += text.size();
        m_room -= text.size();
        return {kept, text.size()};
    }

private:
    static constexpr std::size_t pieceBytes = std::size_t{256} << 10;

    std::vector<std::unique_ptr<char[]>> m_pieces;
    char* m_next = nullptr;
    std::size_t m_room = 0;
};

} // namespace tastescope
