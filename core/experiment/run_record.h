#pragma once

#include "core/base/enum_names.h"
#include "core/base/job.h"
#include "core/data/provenance.h"
#include "core/evaluation/evaluation.h"
#include "core/experiment/run_config.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tastescope {

class Dataset;

enum class RunState {
    Finished,
    Stopped,  ///< the person stopped it; what it learned until its last finished epoch is kept
    Failed,   ///< an error ended it; `message` says which
    Diverged, ///< the loss became infinite or not a number; the best epoch before that is kept, if there was one
};

constexpr auto enumNames(RunState)
{
    return namedBy<RunState>({{RunState::Finished, "finished"},
                              {RunState::Stopped, "stopped"},
                              {RunState::Failed, "failed"},
                              {RunState::Diverged, "diverged"}});
}

/// What made the run, without the names of machines and people.
struct Environment
{
    std::string program = thisProgram();
    std::string compiler;
    int threads = 0; ///< workers used

    bool operator==(const Environment&) const = default;
};

/// Facts of the dataset the run learned from: enough to see whether another one is the same.
struct DatasetFacts
{
    std::string name;
    std::string hash; ///< Dataset::hash()
    std::int64_t users = 0;
    std::int64_t items = 0;
    std::int64_t trainPositives = 0;

    bool operator==(const DatasetFacts&) const = default;
};

/// What runs keep of this dataset.
DatasetFacts factsOf(const Dataset& dataset);

/// Whether figures and users of the one may be held against those of the other: the hash, and as many users and items.
/// A hash alone is text in a file that anybody may write. Names may differ: a dataset can be renamed.
bool isSameData(const DatasetFacts& one, const DatasetFacts& other);

/// Throws: Error saying that `what` ("The run", "sweep-3") learned from other data than `open`.
void requireSameData(const std::string& what, const DatasetFacts& learned, const DatasetFacts& open);

/// What training again on train + validation gave, see trainOnTrainAndValidation().
struct Refit
{
    int epochs = 0;                 ///< run; 0: the model does not learn in epochs
    double seconds = 0;             ///< of the training
    std::string modelSha256;        ///< of refit.safetensors
    std::optional<Evaluation> test; ///< on the lists of the run's own test; without per-user results

    bool operator==(const Refit&) const = default;
};

/// All that is known of a run, as record.json in its folder keeps it.
struct RunRecord
{
    RunState state = RunState::Finished;
    std::string message;   ///< of a failure; else empty
    std::string startedAt; ///< ISO 8601, UTC
    RunConfig config;
    Environment environment;
    DatasetFacts dataset;
    std::vector<EpochFinished> epochs;    ///< empty for models that do not learn in epochs
    int bestEpoch = 0;                    ///< 1-based; 0: none
    double seconds = 0;                   ///< wall time of training, epochs before a resume included
    double peakRssMb = 0;                 ///< of the process, MB of 10^6 bytes
    std::string modelSha256;              ///< modelSha256() of model.safetensors; empty: there is no model
    std::optional<Evaluation> validation; ///< of the model that is kept; without per-user results
    std::optional<Evaluation> test;       ///< likewise; the only look at the test part
    std::optional<Refit> refit = {};      ///< where it was asked for: a second look, by another model
};

Json toJson(const RunRecord& record);

/// Of it what the run came to: epochs, best_epoch, seconds, peak_rss_mb, model_sha256, validation, test and refit.
Json outcomeJson(const RunRecord& record);

/// {epochs, seconds, model_sha256, test{...}}
Json toJson(const Refit& refit);
Refit readRefit(JsonObject object); ///< throws as readRunRecord()

/// Throws: BadInput naming `file` and the member for whatever is missing, unknown or of the wrong kind.
RunRecord readRunRecord(const Json& json, const std::string& file);
RunRecord readRunRecord(const std::filesystem::path& file);

} // namespace tastescope
