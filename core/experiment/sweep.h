#pragma once

#include "core/experiment/run.h"
#include "core/experiment/sweep_config.h"
#include "core/experiment/sweep_control.h"

#include <memory>
#include <optional>
#include <string_view>

namespace tastescope {

/// One point of a sweep with one seed, and what came of it.
struct SweepTrial
{
    int id = 0;                   ///< 1-based
    int point = 0;                ///< 0-based; trials with other seeds share it
    int repeat = 0;               ///< 0-based: which of the point's seeds
    bool added = false;           ///< by a person, not by the search
    OptionSettings settings = {}; ///< what varies
    TrialPhase phase = TrialPhase::Waiting;
    std::string message = {};             ///< why it failed, diverged or was given up
    std::filesystem::path folder = {};    ///< of its run
    std::optional<RunRecord> record = {}; ///< as far as it got, without results of users; empty: not one epoch
    std::optional<double> judged = {};    ///< its mean by the measure the sweep is judged by; empty: that is its MRR

    /// The epoch that counts; nothing when there is none.
    const EpochFinished* bestEpoch() const;
    /// Validation MRR of what is kept; nothing when none was measured. A model without epochs has it too.
    std::optional<double> mrr() const;
    /// What it is ranked by.
    std::optional<double> value() const { return judged ? judged : mrr(); }
};

struct Sweep
{
    SweepConfig config;
    std::vector<SweepTrial> trials; ///< by id
    int best = 0;                   ///< bestFinished()
};

/// It has finished with a higher value() than the other has, or with as high a one and the lower id.
bool isBetter(const SweepTrial& trial, const SweepTrial& other);

/// Id of the finished trial with the best value(), ties by lower id; 0: none has finished.
int bestFinished(const std::vector<SweepTrial>& trials);

struct SweepFolder
{
    std::filesystem::path path; ///< holds sweep.json, trials.jsonl and a folder a trial
    bool resume = false;        ///< go on with the sweep that is there
};

/// "lr-quick-09": what the trial of a sweep is called everywhere.
std::string trialName(std::string_view sweep, int trial);

/// Looks only. Throws: Error when the folder holds another sweep than this, or one of other data, which therefore
/// cannot be resumed as this one; Cancelled.
void requireResumable(const std::filesystem::path& folder, const SweepConfig& config, const Dataset& dataset,
                      const JobContext& job = {});

/// Runs the trials of a sweep, called as its folder when it has no name, `jobs` side by side with threads / jobs
/// workers each, every one a run() in a folder of its own: trial-0001, trial-0002, ... Evaluation lists are drawn once
/// and shared. A trial that fails or diverges does not end the sweep.
///
/// Successive halving is synchronous, so that its decisions are a pure function of curves: all trials are trained to
/// the rung's epoch, then the best 1/eta of them (rounded down, at least one; best validation MRR up to that epoch,
/// ties by lower id) go on from their checkpoints and the others are given up. Trials that ended by themselves keep
/// their place in the comparison. Points a person adds are trained to their end. So no result depends on `jobs`,
/// threads or time.
///
/// What is done survives a kill at any moment: finished trials are never run again, unfinished ones go on from their
/// last finished epoch, and the outcome is bit for bit that of an uninterrupted sweep. Failed ones are tried again.
/// Checkpoints are removed once a trial is finished or given up; models, curves and results of all trials stay.
///
/// Reports SweepStarted, TrialStarted, TrialTick, TrialEpoch, TrialEnded and Note, from any of its threads but never
/// two at once; the observers hear of all of it before. `control` is how people steer it while it runs; null: nobody
/// does.
/// Throws: NotEnoughMemory when the trials side by side need more than there is; Error when the folder cannot be
///         written, an option is out of range, or a resumed folder holds another sweep;
///         Cancelled when job.stop is set.
/// Source: Li et al.: A system for massively parallel hyperparameter tuning, MLSys 2020 (successive halving, section
/// 2).
Sweep runSweep(const SweepConfig& config, const Dataset& dataset, const SweepFolder& folder, const JobContext& job = {},
               RunObservers observers = {}, const std::shared_ptr<SweepControl>& control = {});

/// Its configuration alone. Throws: as loadSweep().
SweepConfig loadSweepConfig(const std::filesystem::path& folder);

/// The data its trials learned from; nothing: none of them says. Throws: as loadSweep().
std::optional<DatasetFacts> sweepData(const std::filesystem::path& folder);

/// What a folder holds now, also while its sweep runs or after it was killed.
/// Throws: Error when there is no sweep in it; BadInput for damaged files; Cancelled.
Sweep loadSweep(const std::filesystem::path& folder, const JobContext& job = {});

/// Per-user validation results of a trial that kept them. Throws: Error when it did not; BadInput for a damaged file.
UserResults validationResults(const SweepTrial& trial);

} // namespace tastescope
