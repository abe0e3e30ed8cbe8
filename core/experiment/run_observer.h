#pragma once

#include "core/base/error.h"
#include "core/experiment/run_record.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace tastescope {

class Dataset;
struct SweepConfig;
struct SweepTrial;

/// A run somebody observes. `folder` says which one it is: no two runs have the same.
struct ObservedRun
{
    const RunRecord& record; ///< as beginRecord() made it: configuration with every parameter, machine, data, moment
    std::filesystem::path folder;
    const Dataset& dataset;
    const JobContext& job;         ///< to tell the person something, and to end a wait when the run is stopped
    bool resume = false;           ///< it goes on from what the folder holds, if there is anything
    std::optional<int> trial = {}; ///< 1-based, of the sweep that is observed; none: it is not run for a sweep
};

/// A sweep somebody observes.
struct ObservedSweep
{
    const SweepConfig& config;
    std::filesystem::path folder;
    const Dataset& dataset;
    bool resume = false;
};

/// Says that a run must not begin, because another program is at it. The one thing an observer can end a run by.
class RunTaken : public Error
{
public:
    using Error::Error;
};

/// Who is told what happens to runs: the history of a workspace, a tracker, a list in a window.
///
/// Order: begun, trainingStarted, then ticked and epochFinished, ended. A run that is refused before it begins (options
/// out of range, another run in its folder) is never heard of; one that has begun always ends. Of a sweep: sweepBegun;
/// of each trial trialBegun, what its run tells, trialEnded, as often as it is gone on with; sweepEnded. All observers
/// hear of a thing before the job's listener does, in the order they were given in, and what they are told of is in the
/// folder by then.
///
/// Threads: a sweep tells from all its threads, but never two calls at once, so an observer needs no lock of its own.
/// Each call is waited for, because the history must have an epoch before anybody hears of it: who talks to something
/// slow must not do it in the call.
///
/// Errors: what an observer throws never ends the run, and the others are told all the same. The person hears of it in
/// one Note, and of the next failure only after the observer has caught up. Only begun() may refuse the run, by
/// RunTaken.
///
/// References are valid during the call only.
class RunObserver
{
public:
    virtual ~RunObserver() = default;

    /// Asked when a call succeeded after one that failed: the words of a Note when all that was missed has been made up
    /// for; nothing as long as it has not.
    virtual std::optional<std::string> caughtUp() const { return std::nullopt; }

    /// Before anything in the folder is touched. Throws: RunTaken.
    virtual void begun(const ObservedRun&) {}

    /// Of models that learn in epochs. `start.earlier` are the epochs a resumed run goes on from; others the observer
    /// may remember of it will be run again.
    virtual void trainingStarted(const ObservedRun&, const TrainingStarted& /*start*/) {}
    virtual void ticked(const ObservedRun&, const TrainingTick&) {}
    virtual void epochFinished(const ObservedRun&, const EpochFinished&) {}

    /// record.state says how, with the figures of each user in record.validation and record.test. isKept: record.json
    /// holds the same; else nothing was learned, or it could not be written.
    virtual void ended(const ObservedRun&, const RunRecord& /*record*/, bool /*isKept*/) {}

    virtual void sweepBegun(const ObservedSweep&) {}
    virtual void trialBegun(const ObservedSweep&, const SweepTrial&) {}

    /// It left its place to the next one; trial.phase says why. Its record has the figures of each user when it came
    /// to its end just now.
    virtual void trialEnded(const ObservedSweep&, const SweepTrial&) {}

    /// state: Finished, with all its trials, also those that never began; Stopped or Failed.
    virtual void sweepEnded(const ObservedSweep&, std::span<const SweepTrial>, RunState, const std::string& /*message*/)
    {
    }

protected:
    RunObserver() = default;
    RunObserver(const RunObserver&) = default;
    RunObserver& operator=(const RunObserver&) = default;
};

/// Null ones are left out.
using RunObservers = std::span<RunObserver* const>;

} // namespace tastescope
