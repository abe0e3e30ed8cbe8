#include "core/experiment/sweep_files.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/experiment/run_files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

constexpr int trialsVersion = 1;

/// As a person would say what differs; empty: the one can go on where the other ended.
std::string difference(const SweepConfig& wanted, const SweepConfig& found)
{
    if (!trainsTheSame(wanted.base, found.base))
        return "the fixed options differ";
    if (!(wanted.space == found.space))
        return "other options vary, or otherwise";
    const auto differs = [](const char* name, auto now, auto then) {
        return now == then ? std::string()
                           : std::string(name) + " is " + std::to_string(now) + " now and was " + std::to_string(then)
                                 + " then";
    };
    if (wanted.scheduler != found.scheduler)
        return "the scheduler is " + std::string(toText(wanted.scheduler)) + " now and was "
               + std::string(toText(found.scheduler)) + " then";
    for (const std::string& text :
         {differs("seeds", wanted.seeds, found.seeds), differs("seed", wanted.seed, found.seed),
          differs("eta", wanted.eta, found.eta), differs("min_epochs", wanted.minEpochs, found.minEpochs)})
        if (!text.empty())
            return text;
    const bool mayGrow = wanted.scheduler != Scheduler::Halving;
    if (pointCount(wanted) < pointCount(found) || (!mayGrow && pointCount(wanted) != pointCount(found)))
        return "it has " + std::to_string(pointCount(found)) + " points, "
               + (mayGrow ? "ask for as many or more"
                          : "and asha compares them with one another, so none can be added");
    return {};
}

void removeAll(const fs::path& path)
{
    std::error_code error;
    fs::remove_all(path, error);
    if (error)
        throw Error(path.string() + " of an earlier sweep cannot be removed: " + error.message()
                    + ". Choose another folder.");
}

void removeTrials(const fs::path& folder)
{
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("trial-") && name.size() > 6
            && std::all_of(name.begin() + 6, name.end(), [](char c) { return c >= '0' && c <= '9'; }))
            old.push_back(entry.path());
    }
    std::ranges::for_each(old, removeAll);
}

TrialPhase readPhase(JsonObject& object)
{
    constexpr std::array phases{TrialPhase::Waiting,  TrialPhase::Running,      TrialPhase::Interrupted,
                                TrialPhase::Finished, TrialPhase::EarlyStopped, TrialPhase::Stopped,
                                TrialPhase::Failed,   TrialPhase::Diverged};
    const std::string found = object.text("state");
    const auto phase = std::ranges::find_if(phases, [&](TrialPhase known) { return toText(known) == found; });
    if (phase == phases.end())
        object.fail("state", "found \"" + found + "\", which is no state of a trial.");
    return *phase == TrialPhase::Running ? TrialPhase::Interrupted : *phase;
}

} // namespace

SweepFiles::SweepFiles(const fs::path& sweepFolder)
    : folder(sweepFolder),
      config(sweepFolder / "sweep.json"),
      trials(sweepFolder / "trials.json")
{
}

fs::path SweepFiles::trialFolder(int id) const
{
    char name[32];
    std::snprintf(name, sizeof name, "trial-%04d", id);
    return folder / name;
}

void SweepFiles::requireSame(const SweepConfig& wanted) const
{
    const std::string other = difference(wanted, readSweepConfig(readJsonFile(config), config.string()));
    if (!other.empty())
        throw Error(folder.string() + " holds another sweep (" + other
                    + "), so it cannot be resumed. Give the same settings, or choose another folder.");
}

void SweepFiles::prepare(const SweepConfig& wanted, bool resume) const
{
    makeFolder(folder);
    removeUnfinished(folder);
    if (resume && fs::exists(config)) {
        requireSame(wanted);
    } else {
        removeAll(config); // first: whatever stops us now, the folder does not claim what it no longer holds
        removeAll(trials);
        removeTrials(folder);
    }
    replaceFile(config, toText(toJson(wanted)));
}

void SweepFiles::save(const std::vector<SweepTrial>& list) const
{
    Json json{{"version", trialsVersion}, {"trials", Json::array()}};
    for (const SweepTrial& trial : list)
        json["trials"].push_back({{"id", trial.id},
                                  {"point", trial.point},
                                  {"repeat", trial.repeat},
                                  {"added", trial.added},
                                  {"options", toJson(trial.settings)},
                                  {"state", toText(trial.phase)},
                                  {"message", trial.message}});
    replaceFile(trials, toText(json));
}

void SweepFiles::removeCheckpoints(const SweepTrial& trial) const
{
    std::error_code error; // what is left over costs room, nothing else
    fs::remove_all(RunFiles(trialFolder(trial.id)).checkpoints, error);
}

std::vector<SweepTrial> SweepFiles::load(const SweepConfig& sweep) const
{
    std::vector<SweepTrial> list;
    if (!fs::exists(trials))
        return list; // killed before the first trial
    const Json json = readJsonFile(trials);
    const std::string file = trials.string();
    JsonObject whole(json, file);
    if (const std::int64_t version = whole.whole("version"); version != trialsVersion)
        whole.fail("version", "found " + std::to_string(version) + ", expected " + std::to_string(trialsVersion) + ".");
    for (JsonObject& object : whole.objects("trials")) {
        SweepTrial trial;
        trial.id = static_cast<int>(object.whole("id"));
        trial.point = static_cast<int>(object.whole("point"));
        trial.repeat = static_cast<int>(object.whole("repeat"));
        trial.added = object.flag("added");
        trial.settings = readPoint(object.at("options"), file, sweep.base.model);
        trial.phase = readPhase(object);
        trial.message = object.text("message");
        object.rejectUnknown();
        trial.folder = trialFolder(trial.id);
        readRecord(trial);
        list.push_back(std::move(trial));
    }
    whole.rejectUnknown();
    return list;
}

void readRecord(SweepTrial& trial)
{
    const fs::path file = RunFiles(trial.folder).record;
    if (!fs::exists(file))
        return;
    trial.record = readRunRecord(file);
    const RunState state = trial.record->state;
    if (state == RunState::Stopped)
        return; // for a comparison, by a person or with the sweep: trials.json knows
    trial.phase = state == RunState::Finished ? TrialPhase::Finished
                  : state == RunState::Failed ? TrialPhase::Failed
                                              : TrialPhase::Diverged;
    trial.message = state == RunState::Finished ? "" : trial.record->message;
}

} // namespace tastescope
