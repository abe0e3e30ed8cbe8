#include "core/experiment/sweep.h"

#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/base/folder_lock.h"
#include "core/experiment/observer_chain.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/sweep_cost.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_run.h"
#include "core/experiment/user_results_file.h"

#include <nlohmann/json.hpp>

#include <mutex>

namespace tastescope {

namespace {

/// A sweep without a name is called as its folder, so that its trials can be told from those of another.
SweepConfig namedByFolder(SweepConfig config, const std::filesystem::path& folder)
{
    if (config.base.name.empty()) {
        const std::filesystem::path plain = std::filesystem::absolute(folder).lexically_normal();
        config.base.name = (plain.has_filename() ? plain : plain.parent_path()).filename().string();
    }
    return config;
}

} // namespace

const EpochFinished* SweepTrial::bestEpoch() const
{
    return record ? tastescope::bestEpoch(record->epochs) : nullptr;
}

std::optional<double> SweepTrial::mrr() const
{
    if (const auto mrr = record && record->validation ? record->validation->mrr() : std::nullopt)
        return mrr->value;
    const EpochFinished* best = bestEpoch();
    return best ? best->validation.mrr() : std::nullopt;
}

bool isBetter(const SweepTrial& trial, const SweepTrial& other)
{
    const auto valueOf = [](const SweepTrial& one) {
        return one.phase == TrialPhase::Finished ? one.value() : std::nullopt; // nothing is less than any number
    };
    const auto own = valueOf(trial);
    const auto others = valueOf(other);
    return own > others || (own && own == others && trial.id < other.id);
}

int bestFinished(const std::vector<SweepTrial>& trials)
{
    const SweepTrial none;
    const SweepTrial* best = &none;
    for (const SweepTrial& trial : trials)
        if (isBetter(trial, *best))
            best = &trial;
    return best->id;
}

void requireResumable(const std::filesystem::path& folder, const SweepConfig& config, const Dataset& dataset,
                      const JobContext& job)
{
    const SweepFiles files(folder);
    if (!std::filesystem::exists(files.config))
        return; // no sweep yet
    files.requireSame(config);
    for (const int trial : files.begun(job)) {
        job.throwIfStopped();
        requireSameData(files.trialFolder(trial), dataset);
    }
}

std::string trialName(std::string_view sweep, int trial)
{
    return std::string(sweep.empty() ? "trial" : sweep) + (trial < 10 ? "-0" : "-") + std::to_string(trial);
}

Sweep runSweep(const SweepConfig& config, const Dataset& dataset, const SweepFolder& folder, const JobContext& job,
               RunObservers observers, const std::shared_ptr<SweepControl>& control)
{
    checkSweep(config);
    for (const OptionInfo& info : optionInfos(config.base.model))
        checkOption(info, readOption(config.base.model, info.name));
    FolderOwner owner(folder.path);
    if (folder.resume)
        requireResumable(folder.path, config, dataset, job);
    else
        SweepFiles(folder.path).requireFree();
    requireMemoryOf(config, dataset, job);
    const SweepConfig named = namedByFolder(config, folder.path);
    std::mutex mutex;
    JobContext inTurn = job;
    inTurn.sink = [&](const JobEvent& event) {
        const std::scoped_lock lock(mutex);
        job.report(event);
    };
    ObserverChain chain(observers, inTurn);
    const ObservedSweep observed{named, folder.path, dataset, folder.resume};
    chain.sweepBegun(observed);
    std::vector<SweepTrial> trials;
    try {
        const SweepFiles files(folder.path);
        owner.require();
        files.prepare(named, folder.resume, inTurn);
        trials = SweepRun(observed, files, inTurn, chain, control).run();
    } catch (const Cancelled&) {
        chain.sweepEnded(observed, {}, RunState::Stopped, {});
        throw;
    } catch (...) {
        chain.sweepEnded(observed, {}, RunState::Failed, caughtText());
        throw;
    }
    chain.sweepEnded(observed, trials, RunState::Finished, {});
    const int best = bestFinished(trials);
    return {named, std::move(trials), best};
}

SweepConfig loadSweepConfig(const std::filesystem::path& folder)
{
    const SweepFiles files(folder);
    if (!std::filesystem::exists(files.config))
        throw Error(folder.string()
                    + " holds no sweep: there is no sweep.json in it. Choose the folder given to sweep --out.");
    return readSweepConfig(readJsonFile(files.config), files.config.string());
}

std::optional<DatasetFacts> sweepData(const std::filesystem::path& folder)
{
    loadSweepConfig(folder);
    const SweepFiles files(folder);
    for (const int trial : files.begun())
        if (const RunFiles run(files.trialFolder(trial)); std::filesystem::exists(run.record))
            if (DatasetFacts data = readRunRecord(run.record).dataset; !data.hash.empty())
                return data;
    return std::nullopt;
}

Sweep loadSweep(const std::filesystem::path& folder, const JobContext& job)
{
    SweepConfig config = loadSweepConfig(folder);
    std::vector<SweepTrial> trials = SweepFiles(folder).load(config, job);
    const int best = bestFinished(trials);
    return {std::move(config), std::move(trials), best};
}

UserResults validationResults(const SweepTrial& trial)
{
    const RunFiles files(trial.folder);
    if (!trial.record || !trial.record->validation)
        throw Error("Trial " + std::to_string(trial.id) + " kept no results of its users: it is "
                    + std::string(toText(trial.phase)) + ".");
    return loadUserResults(files.validation, trial.record->dataset);
}

} // namespace tastescope
