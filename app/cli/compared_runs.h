#pragma once

#include "app/cli/runs_words.h"
#include "core/experiment/measured_run.h"

namespace tastescope::cli {

struct CompareWords : RunsWords
{
    Common common;
    Measure measure;
    std::string dataset; ///< empty: as the runs call it
    bool groups = false; ///< a run stands for its setting
};

/// A run as the comparison needs it, whether it comes from a folder or from the history.
struct ComparedRun
{
    std::string name; ///< for people
    RunRecord record;
    UserResults results;
    bool isMeasuredAnew = false; ///< its results were not kept, so its model was asked again
};

/// The runs of words.runs with what each user got by words.measure: kept results where the run has them, else those of
/// its model, measured on the run's own lists.
/// Throws: Error when there is no such run, one is not measured, they are of other data or were measured otherwise;
///         Cancelled.
std::vector<ComparedRun> comparedRuns(const CompareWords& words, const JobContext& job);

} // namespace tastescope::cli
