#pragma once

#include "core/experiment/run.h"
#include "core/history/run_store.h"

namespace tastescope {

/// What trains a run: run(), or what does the same.
using TrainRun =
    std::function<Run(const RunConfig& config, const Dataset& dataset, const RunFolder& folder, const JobContext& job)>;

struct RecordOptions
{
    std::string name = {};                      ///< empty: config.name, or the next free one
    std::optional<TrialPlace> trial = {};       ///< place in a sweep
    std::optional<RunId> id = {};               ///< a run that is already in the history: waiting, or to be resumed
    std::function<void(RunId)> registered = {}; ///< told the id before training starts
    TrainRun train = {};                        ///< empty: run()
};

/// run(), kept in a history while it goes on: the run is registered as running, every epoch is stored before the
/// listener hears of it, and the end brings the record, the figures and the hashes of the files.
///
/// The history never ends a run: when it cannot be written, one Note says where and why, what it has missed is kept in
/// memory, and each epoch tries again. With an id, or a folder the history knows and folder.resume, the same run goes
/// on.
/// Throws: as run() does.
Run runRecorded(RunStore& store, const RunConfig& config, const Dataset& dataset, const RunFolder& folder,
                const JobContext& job = {}, const RecordOptions& options = {});

} // namespace tastescope
