#pragma once

#include "core/data/of_users.h"
#include "core/data/user_set.h"

#include <cstdint>

namespace tastescope {

class Dataset;

/// How much there is of what, in the words that window and command line have for it:
///
///     library        the tracks of a user, which similarity is measured on; where items are tracks, what he likes in
///                    the training part
///     positive       a user and an item he likes, in whatever part
///     training part  the positives that models learn from; validation and test are held out, cold users' positives
///                    are in no part at all
struct DataCounts
{
    std::int64_t users = 0;
    std::int64_t coldUsers = 0;    ///< of them
    std::int64_t items = 0;        ///< of the catalogue, whoever is counted
    std::int64_t tracks = 0;       ///< likewise
    std::int64_t libraryPairs = 0; ///< of a user and a track
    std::int64_t positives = 0;    ///< of all parts: the next four in sum
    std::int64_t train = 0;
    std::int64_t validation = 0;
    std::int64_t test = 0;
    std::int64_t cold = 0;

    bool operator==(const DataCounts&) const = default;
};

/// The one place that counts them. Throws: Error when the users are of other data. Cost: O(users).
DataCounts countData(const Dataset& dataset, const UserSet& users = {});

/// Positives of all parts, by user. Cost: O(users).
OfUsers<std::int32_t> positivesPerUser(const Dataset& dataset);

} // namespace tastescope
