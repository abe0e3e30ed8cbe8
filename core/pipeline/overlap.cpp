#include "core/pipeline/overlap.h"

namespace tastescope {

OverlapCounter::OverlapCounter(const BinaryMatrix<Track, Item>& itemsOfTrack)
    : m_itemsOfTrack(&itemsOfTrack),
      m_shared(itemsOfTrack.columnCount(), 0)
{
}

std::span<const Overlap> OverlapCounter::count(std::span<const Track> library)
{
    m_found.clear();
    for (const Track track : library)
        for (const Item item : m_itemsOfTrack->row(track))
            if (m_shared[index(item)]++ == 0)
                m_found.push_back({item, 0});
    for (Overlap& overlap : m_found) {
        overlap.shared = m_shared[index(overlap.item)];
        m_shared[index(overlap.item)] = 0;
    }
    return m_found;
}

} // namespace tastescope
