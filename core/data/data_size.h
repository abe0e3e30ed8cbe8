#pragma once

#include <cstdint>

namespace tastescope {

class Dataset;

/// How large a dataset is: what estimates of memory are made of, so that they can be made before there is one.
struct DataSize
{
    std::int64_t users = 0;
    std::int64_t items = 0;
    std::int64_t tracks = 0;
    std::int64_t libraryEntries = 0; ///< users x tracks
    std::int64_t train = 0;          ///< positives
    std::int64_t validation = 0;     ///< held-out positives
    std::int64_t test = 0;           ///< held-out positives
    std::int64_t itemTracks = 0;     ///< items x tracks; 0: not known
    std::int64_t listNegatives = 0;  ///< of evaluation lists that came with the data; 0: lists are drawn
    std::int64_t scoredPairs = 0;    ///< a user of the train part and an item he shares a track with; 0: not counted
};

/// All but the scored pairs. Cost: none.
DataSize sizeOf(const Dataset& dataset);

} // namespace tastescope
