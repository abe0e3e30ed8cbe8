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
    std::filesystem::path config; ///< sweep.json
    std::filesystem::path trials; ///< trials.json: replaced whenever a trial begins or ends

    std::filesystem::path trialFolder(int id) const; ///< "trial-0001"

    /// Throws: Error when the sweep in the folder is another one than `wanted`.
    void requireSame(const SweepConfig& wanted) const;

    /// Makes the folder ready: to go on when `resume` and there is a sweep, else anew.
    /// Throws: Error when it cannot be written, or holds another sweep than `wanted`.
    void prepare(const SweepConfig& wanted, bool resume) const;

    /// Throws: NoRoom, Error naming the path.
    void save(const std::vector<SweepTrial>& list) const;

    /// Of a trial that will not go on: on large data they are what fills the disk.
    void removeCheckpoints(const SweepTrial& trial) const;

    /// The trials with their records. Those that were running are interrupted; what a record tells of an end counts
    /// more than trials.json, which may have been written before.
    std::vector<SweepTrial> load(const SweepConfig& sweep) const;
};

/// Reads what is known of the trial's run from its folder.
void readRecord(SweepTrial& trial);

} // namespace tastescope
