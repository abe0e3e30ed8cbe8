#pragma once

#include "core/experiment/compare_records.h"

namespace tastescope {

class Dataset;

/// Runs once more what a record tells of, and says whether every bit came out the same. It ends at the first epoch that
/// differs; a run that was stopped or interrupted is repeated until its last recorded epoch. The folder is used as
/// run() uses one; it should be empty and may be removed afterwards.
///
/// Throws: Error when nothing was recorded that could be compared, or `dataset` is not the one it learned from;
///         Cancelled when job.stop is set; as run() does.
RecordComparison repeatRun(const RunRecord& recorded, const Dataset& dataset, const std::filesystem::path& folder,
                           const JobContext& job = {});

} // namespace tastescope
