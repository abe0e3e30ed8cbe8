#pragma once

#include "core/experiment/sweep.h"

#include <filesystem>
#include <vector>

namespace tastescope {

/// What stands where in the folder of a sweep.
struct SweepFiles
{
    explicit SweepFiles(const std::filesystem::path& folder);

    std::filesystem::path folder;
    std::filesystem::path config;  ///< sweep.json
    std::filesystem::path journal; ///< trials.jsonl: a line for each trial that left its place, or was added by hand
    std::filesystem::path list;    ///< trials.json of sweeps from before there were journals; only read

    std::filesystem::path trialFolder(int id) const; ///< "trial-0001"

    /// Numbers of the trials that have a folder, ascending. Throws: Cancelled.
    std::vector<int> begun(const JobContext& job = {}) const;

    /// Throws: Error when the sweep in the folder is another one than `wanted`.
    void requireSame(const SweepConfig& wanted) const;

    /// Makes the folder ready: to go on when `resume` and there is a sweep, else anew.
    /// Throws: Error when it cannot be written, or holds another sweep than `wanted`; Cancelled, after which there may
    /// be no sweep in it any more.
    void prepare(const SweepConfig& wanted, bool resume, const JobContext& job) const;

    /// Of a trial that will not go on: on large data they are what fills the disk.
    void removeCheckpoints(const SweepTrial& trial) const;

    /// All trials of the sweep with their records: those of its points, drawn, and those people added. What was running
    /// is interrupted; what a record tells of an end counts more than the journal, which may have been written before.
    /// Throws: BadInput naming the file; Cancelled. Cost: O(trials).
    std::vector<SweepTrial> load(const SweepConfig& sweep, const JobContext& job = {}) const;
};

} // namespace tastescope
