#pragma once

#include "core/base/enum_names.h"
#include "core/base/epochs.h"
#include "core/experiment/run_origin.h"
#include "core/experiment/run_record.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// A run's number in its history; never given twice, also when the run is gone for good.
enum class RunId : std::int64_t {};

/// A sweep's number in its history.
enum class SweepId : std::int64_t {};

constexpr std::int64_t number(RunId id)
{
    return static_cast<std::int64_t>(id);
}

constexpr std::int64_t number(SweepId id)
{
    return static_cast<std::int64_t>(id);
}

/// Where a run of the history stands: a RunState once it is over, and what comes before that.
enum class StoredState {
    Waiting,
    Running,
    Interrupted, ///< its process ended without ending it; it can be resumed from its last finished epoch
    Finished,
    Stopped,
    Failed,
    Diverged,
};

constexpr auto enumNames(StoredState)
{
    return namedBy<StoredState>({{StoredState::Waiting, "waiting"},
                                 {StoredState::Running, "running"},
                                 {StoredState::Interrupted, "interrupted"},
                                 {StoredState::Finished, "finished"},
                                 {StoredState::Stopped, "stopped"},
                                 {StoredState::Failed, "failed"},
                                 {StoredState::Diverged, "diverged"}});
}

StoredState toStored(RunState state);

constexpr bool isOver(StoredState state)
{
    return state != StoredState::Waiting && state != StoredState::Running;
}

/// The place of a run in a sweep.
struct TrialPlace
{
    SweepId sweep{};
    int trial = 0; ///< 1-based

    bool operator==(const TrialPlace&) const = default;
};

/// A file a run left behind.
struct Artifact
{
    std::string kind;           ///< "config", "record", "curve", "model", "last_model", "validation", "test"
    std::filesystem::path path; ///< absolute
    std::int64_t bytes = 0;
    std::string sha256; ///< of the bytes of the file

    bool operator==(const Artifact&) const = default;
};

/// A run that is about to be registered.
struct NewRun
{
    std::string name = {};      ///< empty: the next free one, as "bpr-08"
    RunRecord record = {};      ///< what is known before the start: config, environment, dataset, startedAt
    Provenance provenance = {}; ///< of the dataset
    std::filesystem::path folder = {};
    std::optional<TrialPlace> trial = {};
    bool waiting = false; ///< registered as waiting, not as running
};

/// All that the history knows of a run. A value: it does not change when the history does.
struct StoredRun
{
    RunId id{};
    int slot = 0; ///< of its colour, dash and marker for life, 0 to 5
    StoredState state = StoredState::Waiting;
    RunRecord record;      ///< every epoch so far, figures once it is over; `record.state` counts when isOver(state)
    Provenance provenance; ///< of the dataset
    std::string endedAt;   ///< ISO 8601, UTC; empty while it runs, and when nobody saw its end
    std::string seedGroup; ///< equal for runs that differ in nothing but the seed, the name and the threads
    std::string note;
    std::vector<std::string> tags; ///< ascending, none twice
    std::filesystem::path folder;  ///< absolute
    std::optional<TrialPlace> trial;
    std::string deletedAt;           ///< ISO 8601, UTC; empty: not in the bin
    std::optional<RunOrigin> origin; ///< of a run that another program trained; its options are not known then

    const std::string& name() const { return record.config.name; }
    const ModelOptions& model() const { return record.config.model; }
    const EpochFinished* epoch(const EpochChoice& choice = {}) const { return chosenEpoch(record.epochs, choice); }
};

/// A figure by the name the outside knows it by: "mrr" or "val_mrr", "hit-10" (also "hit@10", "hit10"), any other
/// metric there is, "loss" or "train_loss" at the chosen epoch; validation figures that were not measured after each
/// epoch, and those of runs without epochs, from the final evaluation; "test_mrr", "test_hit-10" ... from the test
/// evaluation. Nothing: it was not measured.
std::optional<double> figureOf(const StoredRun& run, std::string_view name, const EpochChoice& choice = {});

/// "hit-10" for "Hit@10", "test_mrr" for "test_MRR": how figures are written; empty for what is no figure.
std::string figureNameOf(std::string_view name);

/// What runs that differ in nothing but seed, name and threads have in common: a hash of model, options, evaluation
/// and dataset. Equal seed groups are what a table groups by.
std::string seedGroupOf(const RunConfig& config, const DatasetFacts& dataset);

/// "bpr", "knn", "popular": what names of runs of that model begin with.
std::string_view runNamePrefix(const ModelOptions& options);

/// One run as `runs list --json` shows it: id, name, state, model, options, best {epoch, val_mrr, ...}, dataset,
/// model_sha256, folder, tags, note and the rest. Numbers are exact.
Json toJson(const StoredRun& run);

} // namespace tastescope
