#pragma once

#include "core/data/binary_matrix.h"

namespace tastescope {

/// m(u, p) of playlist-pipeline section 2: how many of an item's tracks are in a library.
struct Overlap
{
    Item item{};
    std::int32_t shared = 0; ///< >= 1
};

/// Row after row of the product library x itemsOfTrack, never the whole of it. One counter a worker: it holds scratch.
class OverlapCounter
{
public:
    /// itemsOfTrack must outlive the counter. Memory: a few bytes an item.
    explicit OverlapCounter(const BinaryMatrix<Track, Item>& itemsOfTrack);

    /// Every item that shares a track with the library, in the order they are met; valid until the next call.
    /// Cost: O(sum over the library's tracks of the items that hold them).
    std::span<const Overlap> count(std::span<const Track> library);

private:
    const BinaryMatrix<Track, Item>* m_itemsOfTrack;
    std::vector<std::int32_t> m_shared; ///< by item; all 0 between calls
    std::vector<Overlap> m_found;
};

} // namespace tastescope
