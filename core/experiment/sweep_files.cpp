#include "core/experiment/sweep_files.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/experiment/run_files.h"
#include "core/experiment/trial_journal.h"
#include "core/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

/// As a person would say what differs; empty: the one can go on where the other ended.
std::string difference(const SweepConfig& wanted, const SweepConfig& found)
{
    if (!trainsTheSame(wanted.base, found.base))
        return "the fixed options differ";
    if (!(wanted.space == found.space))
        return "other options vary, or otherwise";
    SweepConfig alike = found; // what may be another: how many side by side, and how many points there are
    alike.jobs = wanted.jobs;
    alike.points = wanted.points;
    if (const auto text = fieldDifference(sweepFields(), wanted, alike))
        return *text;
    const bool mayGrow = wanted.scheduler != Scheduler::Halving;
    if (pointCount(wanted) < pointCount(found) || (!mayGrow && pointCount(wanted) != pointCount(found)))
        return "it has " + std::to_string(pointCount(found)) + " points, "
               + (mayGrow ? "ask for as many or more"
                          : "and asha compares them with one another, so none can be added");
    return {};
}

void removeFile(const fs::path& path)
{
    std::error_code error;
    if (fs::remove(path, error); error)
        throw Error(path.string() + " of an earlier sweep cannot be removed: " + error.message()
                    + ". Choose another folder.");
}

/// The number of the trial whose folder it is by its name.
std::optional<int> trialIn(const fs::path& folder)
{
    const std::string name = folder.filename().string();
    constexpr std::string_view prefix = "trial-";
    if (!name.starts_with(prefix))
        return std::nullopt;
    int id = 0;
    const char* const end = name.data() + name.size();
    const auto result = std::from_chars(name.data() + prefix.size(), end, id);
    return result.ec == std::errc() && result.ptr == end ? std::optional(id) : std::nullopt;
}

void removeTrials(const fs::path& folder, const JobContext& job)
{
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(folder))
        if (trialIn(entry.path()))
            old.push_back(entry.path());
    for (const fs::path& trial : old) {
        job.throwIfStopped();
        RunFiles(trial).remove();
    }
}

/// Reads what is known of the trial's run from its folder.
void readRecord(SweepTrial& trial)
{
    const fs::path file = RunFiles(trial.folder).record;
    if (!fs::exists(file))
        return;
    trial.record = readRunRecord(file);
    const RunState state = trial.record->state;
    if (state == RunState::Stopped)
        return; // for a comparison, by a person or with the sweep: the journal knows
    trial.phase = state == RunState::Finished ? TrialPhase::Finished
                  : state == RunState::Failed ? TrialPhase::Failed
                                              : TrialPhase::Diverged;
    trial.message = state == RunState::Finished ? "" : trial.record->message;
}

/// The list first, then what the journal says after it.
std::map<int, SweepTrial> knownTrials(const SweepFiles& files, const ModelOptions& model, const JobContext& job)
{
    std::map<int, SweepTrial> known = readJournal(files.journal, model, job);
    known.merge(readTrialList(files.list, model, job));
    return known;
}

/// What has become of the trial by now.
void takeUp(SweepTrial& trial, const SweepFiles& files, const std::map<int, SweepTrial>& known,
            const std::vector<int>& begun)
{
    trial.folder = files.trialFolder(trial.id);
    const bool hasBegun = std::ranges::binary_search(begun, trial.id);
    if (hasBegun)
        trial.phase = TrialPhase::Interrupted;
    if (const auto own = known.find(trial.id); own != known.end()) {
        trial.phase = own->second.phase;
        trial.message = own->second.message;
    }
    if (hasBegun)
        readRecord(trial);
}

} // namespace

SweepFiles::SweepFiles(const fs::path& sweepFolder)
    : folder(sweepFolder),
      config(sweepFolder / sweepConfigName),
      journal(sweepFolder / "trials.jsonl"),
      list(sweepFolder / "trials.json")
{
}

fs::path SweepFiles::trialFolder(int id) const
{
    const std::string number = std::to_string(id);
    return folder / ("trial-" + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number);
}

std::vector<int> SweepFiles::begun(const JobContext& job) const
{
    std::vector<int> ids;
    if (!fs::exists(folder))
        return ids;
    for (const auto& entry : fs::directory_iterator(folder)) {
        job.throwIfStopped();
        if (const auto id = trialIn(entry.path()))
            ids.push_back(*id);
    }
    std::ranges::sort(ids);
    return ids;
}

void SweepFiles::requireFree() const
{
    if (fs::exists(config) && !begun().empty())
        throw Error(folder.string() + " holds a sweep of " + std::to_string(begun().size())
                    + " trials that have begun. Give --resume to go on with it, --replace to put it aside, or choose"
                      " another folder.");
    if (RunFiles(folder).holdWork())
        throw Error(folder.string() + " holds a run. Choose another folder.");
}

void SweepFiles::requireSame(const SweepConfig& wanted) const
{
    const std::string other = difference(wanted, readSweepConfig(readJsonFile(config), config.string()));
    if (!other.empty())
        throw Error(folder.string() + " holds another sweep (" + other
                    + "), so it cannot be resumed. Give the same settings, or choose another folder.");
}

void SweepFiles::prepare(const SweepConfig& wanted, bool resume, const JobContext& job) const
{
    makeFolder(folder);
    for (const int trial : begun(job)) {
        const RunFiles files(trialFolder(trial));
        requireNoLink(files.folder);
        requireNoLink(files.checkpoints);
        removeUnfinished(files.folder); // of a trial that failed, too: nobody goes on with it
        removeUnfinished(files.checkpoints);
    }
    removeUnfinished(folder);
    if (resume && fs::exists(config)) {
        requireSame(wanted);
    } else {
        job.throwIfStopped();
        removeFile(config); // first: whatever stops us now, the folder does not claim what it no longer holds
        removeFile(journal);
        removeFile(list);
        removeTrials(folder, job);
    }
    replaceFile(config, toText(toJson(wanted)));
}

void SweepFiles::removeCheckpoints(const SweepTrial& trial) const
{
    const RunFiles files(trialFolder(trial.id));
    const fs::path checkpoints = files.checkpoints;
    std::error_code error; // what is left over costs room, nothing else
    if (!fs::exists(files.record, error) || !fs::exists(files.model, error))
        return; // the disk was full: they are all there is of the trial
    for (const fs::path& file : checkpointFiles(checkpoints))
        fs::remove(file, error);
    fs::remove(checkpoints, error);
}

std::vector<SweepTrial> SweepFiles::load(const SweepConfig& sweep, const JobContext& job) const
{
    const std::map<int, SweepTrial> known = knownTrials(*this, sweep.base.model, job);
    const std::vector<int> withFolder = begun(job);
    std::set<int> added; // points; each has as many trials as another
    for (const auto& [id, trial] : known)
        if (trial.added)
            added.insert((id - 1) / sweep.seeds);
    const int points = static_cast<int>(pointCount(sweep)) + static_cast<int>(added.size());
    if (!known.empty() && known.rbegin()->first > points * sweep.seeds)
        throw BadInput({fs::exists(journal) ? journal.string() : list.string()},
                       "it tells of trial " + std::to_string(known.rbegin()->first) + ", but the sweep has "
                           + std::to_string(points * sweep.seeds) + ".");
    std::vector<SweepTrial> trials;
    std::int64_t drawn = 0;
    for (int point = 0; point < points; ++point) {
        SweepTrial trial{.point = point, .added = added.contains(point)};
        const auto first = known.lower_bound(point * sweep.seeds + 1);
        const bool isKnown = first != known.end() && (first->first - 1) / sweep.seeds == point;
        trial.settings = isKnown ? first->second.settings : pointOf(sweep, drawn);
        drawn += trial.added ? 0 : 1;
        for (; trial.repeat < sweep.seeds; ++trial.repeat) {
            job.throwIfStopped();
            trial.id = static_cast<int>(trials.size()) + 1;
            trials.push_back(trial);
            takeUp(trials.back(), *this, known, withFolder);
        }
    }
    return trials;
}

} // namespace tastescope
