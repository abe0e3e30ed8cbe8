#include "core/neighbours/search_memory.h"

#include "core/base/parallel.h"
#include "core/neighbours/neighbour_index.h"

#include <algorithm>

namespace tastescope {

std::int64_t neighbourSlots(const DataSize& data, std::int64_t top)
{
    return bytesOf(data.users, std::clamp<std::int64_t>(data.users - 1, 0, top));
}

MemoryNeed neighbourLists(const DataSize& data, const SearchSize& search)
{
    const std::int64_t slots = bytesOf(neighbourSlots(data, search.top), sizeof(Neighbour));
    return {{"the lists of neighbours", slots + bytesOf(data.users, 16), search.turn}};
}

MemoryNeed searchMemory(const DataSize& data, const SearchSize& search)
{
    const std::int64_t workers = Workers(search.threads).count();
    const std::int64_t transposed = bytesOf(data.libraryEntries, 4) + bytesOf(data.tracks, search.weighted ? 40 : 24)
                                    + bytesOf(data.users, search.weighted ? 48 : 16);
    return neighbourLists(data, search)
           + MemoryNeed{{"the listeners of each track", transposed},
                        {"the counters of the threads", workers * bytesOf(data.users, search.weighted ? 36 : 25),
                         "fewer threads"}};
}

MemoryNeed neighbourhoodMemory(const DataSize& data, const SearchSize& search, std::int64_t candidates)
{
    const std::int64_t each = bytesOf(std::min(candidates, data.items), 8) + 96;
    const MemoryNeed collected{{"the candidates of the users", bytesOf(data.users, each), "fewer candidates"}};
    return larger(searchMemory(data, search), neighbourLists(data, search).times(2) + collected);
}

} // namespace tastescope
