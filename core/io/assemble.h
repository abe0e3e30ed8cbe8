#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/io/import_options.h"
#include "core/io/import_report.h"
#include "core/io/raw_data.h"

namespace tastescope {

/// Positives, users and items in their final numbers, and their split: all of a dataset but its name and provenance.
///
/// One row of each user and item stays (options.duplicates), then rows under options.minRating go, then a train row
/// that test has too. Users and items without any row left are dropped. Counts go to `report`.
/// Throws: Error when no positive is left, or when options ask for ratings, times or a given split that the data does
///         not have; Cancelled.
/// Cost:   O(n log m), n rows, m the longest user.
DatasetParts assemble(RawData data, const ImportOptions& options, ImportReport& report, const JobContext& job);

} // namespace tastescope
