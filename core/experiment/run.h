#pragma once

#include "core/experiment/held_out_part.h"
#include "core/experiment/run_observer.h"
#include "core/experiment/run_record.h"
#include "core/training/model.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace tastescope {

class Dataset;

/// A run and the model it kept.
struct Run
{
    RunRecord record;
    std::shared_ptr<const Model> model; ///< best epoch by validation MRR; empty when the run kept none
    std::filesystem::path folder = {};  ///< it was loaded from; empty: it was just made
};

/// Where a run keeps its files; which they are, RunFiles says. A resumed run must have the same configuration and data.
/// Nothing in the folder is touched when it has not. And what the run need not prepare itself.
struct RunFolder
{
    std::filesystem::path path;
    bool resume = false;           ///< go on from the last checkpoint, if there is one
    HeldOutParts shared = {};      ///< of the same dataset, made once for many runs; empty: the run makes its own
    std::optional<int> trial = {}; ///< of a sweep, for those who observe it; none: the run is not of one

    /// Asked when the run was stopped and the disk is full: the job that waits for room until its own stop, since a
    /// sweep stops a trial to compare it and goes on. None, or null: a person waits for the end, so nothing is waited
    /// for.
    std::function<const JobContext*()> patience = {};
};

/// What is known of a run before it starts: configuration, environment, dataset, the present moment.
RunRecord beginRecord(const RunConfig& config, const Dataset& dataset);

/// Looks only. Throws: Error when the folder holds a run that learned from other data than this, also when nothing but
/// its checkpoints is left; a folder without a run holds none.
void requireSameData(const std::filesystem::path& folder, const Dataset& dataset);

/// Looks only. Throws: Error when the folder holds a run of other settings or other data, which therefore cannot be
/// resumed as this one.
void requireResumable(const std::filesystem::path& folder, const RunConfig& config, const Dataset& dataset);

/// Trains the model, watched on the validation lists, evaluates what it kept on validation and test, and writes the
/// folder. Every file appears whole or not at all; record.json comes last.
///
/// Reports what training reports: TrainingStarted with chance and most-popular on the same lists, ticks, epochs. The
/// observers hear of all of it before job's listener does.
/// Throws: Error when options are out of range, the folder holds a run that is not to be resumed, or a resumed one of
///         another configuration, and NotEnoughMemory when it needs more than there is: nothing has begun then. Error
///         when the folder cannot be written; the record then says failed. FolderTaken when another program writes in
///         the folder. RunTaken when an observer says so. Cancelled when job.stop is set: with a finished epoch the
///         record says stopped and the best epoch's model is kept.
Run run(const RunConfig& config, const Dataset& dataset, const RunFolder& folder, const JobContext& job = {},
        RunObservers observers = {});

/// Throws: Error when there is no run in the folder, or it has not finished an epoch yet; BadInput for damaged files.
Run loadRun(const std::filesystem::path& folder);

/// The model that the loaded run was refitted to: of train + validation.
/// Throws: Error when it was not refitted; BadInput for a damaged file, and one that is not the record's.
std::shared_ptr<const Model> loadRefit(const Run& run);

/// Throws: BadInput naming the file a model came from when it cannot be asked about all of the data it learned from.
void requireFit(const Model& model, const DatasetFacts& data, const std::filesystem::path& file);

/// Throws: Error when the run kept no model, or learned from another dataset than this one; BadInput when it says that
/// it
///         learned from this one and its model is of fewer or more users or items.
void requireModel(const Run& run, const Dataset& dataset);

} // namespace tastescope
