#pragma once

#include "core/experiment/run_record.h"

#include <filesystem>
#include <vector>

namespace tastescope {

/// What stands where in the folder of a run.
struct RunFiles
{
    explicit RunFiles(const std::filesystem::path& folder);

    std::filesystem::path folder;
    std::filesystem::path config;      ///< config.json: written first
    std::filesystem::path record;      ///< record.json: written last
    std::filesystem::path curve;       ///< curve.csv: one line an epoch
    std::filesystem::path model;       ///< model.safetensors: the best epoch's
    std::filesystem::path lastModel;   ///< last.safetensors: the last epoch's, when another is the best
    std::filesystem::path validation;  ///< per_user_validation.safetensors
    std::filesystem::path test;        ///< per_user_test.safetensors
    std::filesystem::path checkpoints; ///< folder

    /// Throws: Error when the folder holds a run of another configuration.
    void requireSameSettings(const RunConfig& runConfig) const;

    /// Makes the folder ready for a run of this configuration: to go on when `resume`, else anew.
    /// Throws: Error when it cannot be written, or holds a run of another configuration that cannot be resumed.
    void prepare(const RunConfig& runConfig, bool resume) const;
};

/// Throws: Error naming the path.
void saveCurve(const std::vector<EpochFinished>& epochs, const std::filesystem::path& path);

} // namespace tastescope
