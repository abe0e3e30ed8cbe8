#pragma once

#include "core/base/job.h"
#include "core/io/import_options.h"
#include "core/io/import_report.h"
#include "core/io/raw_data.h"

namespace tastescope {

/// What stands of the rows of one part, in the numbers of the rows.
struct FoldedRatings
{
    Ratings pairs; ///< one row of each user and item, in the order of users, then items; without ratings, with weights
                   ///< where some are known
    Sequences events; ///< all rows of these pairs; of nobody when the rows have no times
};

/// Folds the rows of the same user and item into one, and leaves out those that are rated too low. Weights are kept;
/// rows without a number are counted, and the counts are the weights where some pair has several.
///
/// Shapes: rows are of `users` users and `items` items. pairs.times are filled for a split by time alone: with the
///         places of a user's pairs in the order of time, at the same time in that of the rows.
/// Throws: Error when options.minRating is set and there are no ratings or weights; Cancelled.
/// Cost:   O(n log m), n rows, m the longest user; 8 bytes a row, and 12 where there are times.
FoldedRatings foldRatings(const Ratings& rows, std::size_t users, std::size_t items, const ImportOptions& options,
                          ImportReport& report, const JobContext& job);

} // namespace tastescope
