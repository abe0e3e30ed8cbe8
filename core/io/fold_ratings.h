#pragma once

#include "core/base/job.h"
#include "core/io/import_options.h"
#include "core/io/import_report.h"
#include "core/io/raw_data.h"

namespace tastescope {

/// One row of each user and item, in the order of users, then items; low ratings left out.
///
/// Throws: Error when options.minRating is set and there are no ratings; Cancelled.
Ratings foldRatings(const Ratings& rows, std::size_t users, const ImportOptions& options, ImportReport& report,
                    const JobContext& job);

} // namespace tastescope
