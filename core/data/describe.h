#pragma once

#include "core/data/dataset.h"
#include "core/data/summary.h"

#include <array>
#include <optional>

namespace tastescope {

/// Who owns how much, the users who own nothing left out.
struct OwnershipReport
{
    Distribution perOwner;             ///< items owned; count is the number of owners
    Histogram histogram;               ///< of the same, whole numbers, logarithmic
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

/// What the Data page and `data info` show of a dataset.
struct DatasetSummary
{
    std::int64_t users = 0;
    std::int64_t coldUsers = 0;
    std::int64_t items = 0;
    std::int64_t tracks = 0;
    std::int64_t likes = 0; ///< user-track pairs of the libraries
    double density = 0;     ///< likes / (users * tracks), in [0, 1]

    std::int64_t positives = 0; ///< user-item pairs of all parts
    std::int64_t train = 0;
    std::int64_t validation = 0;
    std::int64_t test = 0;
    std::int64_t cold = 0;

    Distribution positivesPerUser; ///< over all users
    Histogram positivesHistogram;  ///< of the same, whole numbers, logarithmic
    Distribution librarySizes;     ///< tracks per user, over all users

    std::vector<std::int32_t> trackListeners; ///< users by track, most first: popularity by rank
    double topTrackShare = 0;                 ///< of the likes, held by the top 1 % of the tracks
    std::vector<std::int32_t> itemLikers;     ///< users who like an item in training, most first

    std::optional<OwnershipReport> ownership; ///< where items have owners
    std::optional<TimesReport> times;         ///< where they are known

    Distribution exploration; ///< count 0 where it is not known
    Histogram explorationHistogram;
};

/// A pure function of the dataset. Throws: Error when bins < 1. Cost: O(entries + n log n).
DatasetSummary describe(const Dataset& dataset, int bins = 30);

/// Nothing when times are not known. Cost: O(users).
std::optional<TimesReport> reportTimes(const Dataset& dataset);

/// The report of ownership step 8 of playlist-pipeline section 2. Shape: owned is users x items.
OwnershipReport reportOwnership(const BinaryMatrix<User, Item>& owned, int bins = 30);

} // namespace tastescope
