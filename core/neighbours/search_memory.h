#pragma once

#include "core/base/memory_need.h"
#include "core/data/data_size.h"

namespace tastescope {

/// What it is about a search for neighbours that decides its memory.
struct SearchSize
{
    std::int64_t top = 0; ///< neighbours a user; more than there are others count as those
    int threads = 0;      ///< 0: all cores
    bool weighted = false;
    const char* turn = "a smaller top"; ///< how the person makes the lists shorter
};

/// Neighbours that all users together may have.
std::int64_t neighbourSlots(const DataSize& data, std::int64_t top);

/// What findNeighbours(), or findWeightedNeighbours() when weighted, takes at its peak:
///
///     lists      8 bytes a slot, whether it is filled or not, and 16 a user
///     transposed 4 bytes a library entry, 24 a track and 16 a user; 16 a track and 24 a user more when weighted
///     workers    25 bytes a user each: a counter, a place and a candidate; 36 when weighted
MemoryNeed searchMemory(const DataSize& data, const SearchSize& search);

/// The lists that a finished search keeps.
MemoryNeed neighbourLists(const DataSize& data, const SearchSize& search);

/// The search, then a selection that has room for all that was found, then the candidates of each user, 8 bytes each
/// and 96 a user: what the command `neighbours` and serving do.
MemoryNeed neighbourhoodMemory(const DataSize& data, const SearchSize& search, std::int64_t candidates);

} // namespace tastescope
