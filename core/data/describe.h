#pragma once

#include "core/data/data_counts.h"
#include "core/data/dataset.h"
#include "core/data/summary.h"

#include <array>
#include <optional>

namespace tastescope {

/// Who owns how much, the users who own nothing left out.
struct OwnershipReport
{
    Distribution perOwner;             ///< items owned; count is the number of owners
    Histogram histogram;               ///< of the same, whole numbers, logarithmic; its bars are those of all owners
    std::array<double, 4> topShares{}; ///< of all owned items, held by the top 1, 5, 10 and 25 % of the owners
    double gini = 0;
    std::vector<LorenzPoint> lorenz;
    std::int64_t unowned = 0; ///< items nobody owns
};

/// When the positives came to be.
struct TimesReport
{
    std::int64_t events = 0; ///< of all users; more than positives where some came to be again
    std::int64_t first = 0;  ///< seconds since 1970
    std::int64_t last = 0;
};

/// What the Data page and `data info` show of a dataset, or of some of its users.
struct DatasetSummary
{
    DataCounts counts;
    double density = 0; ///< pairs of the libraries / (users * tracks), in [0, 1]

    Distribution positivesPerUser; ///< over the users
    Histogram positivesHistogram;  ///< of the same, whole numbers, logarithmic; its bars are those of all users
    Distribution librarySizes;     ///< tracks per user, over the users

    std::vector<std::int32_t> trackListeners; ///< users by track, most first: popularity by rank
    double topTrackShare = 0;                 ///< of the pairs of the libraries, held by the top 1 % of the tracks
    std::vector<std::int32_t> itemLikers;     ///< users who like an item in training, most first

    std::optional<OwnershipReport> ownership; ///< where items have owners
    std::optional<TimesReport> times;         ///< where they are known

    Distribution weights;           ///< of the positives; count 0 where all weigh the same
    Distribution exploration;       ///< count 0 where it is not known
    Histogram explorationHistogram; ///< likewise with the bars of all users
};

/// Under a set of users it is of them alone; the catalogue, who owns nothing and the times are still of everybody.
/// A pure function of both. Throws: Error when bins < 1, or the users are of other data. Cost: O(entries + n log n).
DatasetSummary describe(const Dataset& dataset, int bins = 30, const UserSet& users = {});

/// Of the positives of these users; count 0 where all weigh the same. Cost: O(n log n).
Distribution weightsOf(const Dataset& dataset, const UserSet& users = {});

/// Nothing when times are not known. Cost: O(users).
std::optional<TimesReport> reportTimes(const Dataset& dataset);

/// The report of ownership step 8 of playlist-pipeline section 2. Shape: owned is users x items.
OwnershipReport reportOwnership(const BinaryMatrix<User, Item>& owned, int bins = 30, const UserSet& users = {});

} // namespace tastescope
