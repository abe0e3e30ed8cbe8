#pragma once

#include "core/experiment/run_record.h"

#include <filesystem>
#include <vector>

namespace tastescope {

/// In the folder of a sweep: its configuration.
constexpr const char* sweepConfigName = "sweep.json";

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
    std::filesystem::path refitModel;  ///< refit.safetensors: trained again on train + validation, where asked for
    std::filesystem::path refitTest;   ///< per_user_refit_test.safetensors: its results
    std::filesystem::path checkpoints; ///< folder

    /// Every file a run may have written, whether it is there or not; the record first. What else lies in the folder is
    /// somebody else's.
    std::vector<std::filesystem::path> own() const;

    /// Removes what the run wrote, by name, and the folders it made when nothing is left in them. A file that has
    /// another's name, and a run that somebody put inside, stay. Throws: Error naming what cannot be removed.
    void remove() const;

    /// Whether something was learned there: a model, or a checkpoint to go on from.
    bool holdWork() const;

    /// Throws: Error when there is such a run, or a sweep, in the folder: naming it, and what can be done.
    void requireFree() const;

    /// Throws: Error when the folder holds a run of another configuration.
    void requireSameSettings(const RunConfig& runConfig) const;

    /// Makes the folder ready for a run of this configuration: to go on when `resume`, else anew.
    /// Throws: Error when it cannot be written, or holds a run of another configuration that cannot be resumed.
    void prepare(const RunConfig& runConfig, bool resume) const;
};

/// A folder of ours inside a run or a sweep is never a link, which would lead what we write and delete elsewhere.
/// Throws: Error naming the path.
void requireNoLink(const std::filesystem::path& folder);

/// Throws: Error naming the path.
void saveCurve(const std::vector<EpochFinished>& epochs, const std::filesystem::path& path);

} // namespace tastescope
