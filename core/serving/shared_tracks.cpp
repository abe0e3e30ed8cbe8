#include "core/serving/shared_tracks.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace tastescope {

SharedTracks sharedTracks(const Dataset& dataset, const CatalogueFacts& facts, User first, User second)
{
    const auto mine = dataset.library().row(first);
    const auto theirs = dataset.library().row(second);
    SharedTracks result;
    std::ranges::set_intersection(mine, theirs, std::back_inserter(result.shared));
    std::ranges::set_difference(mine, theirs, std::back_inserter(result.onlyFirst));
    std::ranges::set_difference(theirs, mine, std::back_inserter(result.onlySecond));
    for (auto* tracks : {&result.shared, &result.onlyFirst, &result.onlySecond})
        std::ranges::stable_sort(*tracks, {}, [&](Track track) { return facts.listeners(track); });
    return result;
}

int sharedTrackCount(const Dataset& dataset, User first, User second)
{
    const auto mine = dataset.library().row(first);
    const auto theirs = dataset.library().row(second);
    int count = 0;
    auto a = mine.begin();
    auto b = theirs.begin();
    while (a != mine.end() && b != theirs.end()) {
        count += *a == *b ? 1 : 0;
        const bool stepA = *a <= *b;
        const bool stepB = *b <= *a;
        a += stepA ? 1 : 0;
        b += stepB ? 1 : 0;
    }
    return count;
}

} // namespace tastescope
