#include "core/experiment/sweep.h"

#include "core/base/error.h"
#include "core/experiment/observer_chain.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_run.h"
#include "core/experiment/user_results_file.h"

#include <nlohmann/json.hpp>

#include <mutex>

namespace tastescope {

const EpochFinished* SweepTrial::bestEpoch() const
{
    if (!record || record->bestEpoch < 1 || static_cast<std::size_t>(record->bestEpoch) > record->epochs.size())
        return nullptr;
    return &record->epochs[static_cast<std::size_t>(record->bestEpoch) - 1];
}

std::optional<double> SweepTrial::mrr() const
{
    if (record && record->validation)
        return record->validation->mrr().value;
    const EpochFinished* best = bestEpoch();
    if (!best || !best->validation)
        return std::nullopt;
    return best->validation->mrr;
}

int bestFinished(const std::vector<SweepTrial>& trials)
{
    const SweepTrial* best = nullptr;
    for (const SweepTrial& trial : trials)
        if (trial.phase == TrialPhase::Finished && trial.mrr() && (!best || *trial.mrr() > *best->mrr()))
            best = &trial;
    return best ? best->id : 0;
}

void requireResumable(const std::filesystem::path& folder, const SweepConfig& config, const Dataset& dataset)
{
    const SweepFiles files(folder);
    if (!std::filesystem::exists(files.config))
        return; // no sweep yet
    files.requireSame(config);
    for (const SweepTrial& trial : files.load(config))
        requireSameData(trial.folder, dataset);
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
    if (folder.resume)
        requireResumable(folder.path, config, dataset);
    std::mutex mutex;
    JobContext inTurn = job;
    inTurn.sink = [&](const JobEvent& event) {
        const std::scoped_lock lock(mutex);
        job.report(event);
    };
    ObserverChain chain(observers, inTurn);
    const ObservedSweep observed{config, folder.path, dataset, folder.resume};
    chain.sweepBegun(observed);
    std::vector<SweepTrial> trials;
    try {
        const SweepFiles files(folder.path);
        files.prepare(config, folder.resume);
        trials = SweepRun(observed, files, inTurn, chain, control).run();
    } catch (const Cancelled&) {
        chain.sweepEnded(observed, {}, RunState::Stopped, {});
        throw;
    } catch (const std::exception& error) {
        chain.sweepEnded(observed, {}, RunState::Failed, error.what());
        throw;
    }
    chain.sweepEnded(observed, trials, RunState::Finished, {});
    const int best = bestFinished(trials);
    return {config, std::move(trials), best};
}

Sweep loadSweep(const std::filesystem::path& folder)
{
    const SweepFiles files(folder);
    if (!std::filesystem::exists(files.config))
        throw Error(folder.string()
                    + " holds no sweep: there is no sweep.json in it. Choose the folder given to sweep --out.");
    const SweepConfig config = readSweepConfig(readJsonFile(files.config), files.config.string());
    std::vector<SweepTrial> trials = files.load(config);
    const int best = bestFinished(trials);
    return {config, std::move(trials), best};
}

UserResults validationResults(const SweepTrial& trial)
{
    const RunFiles files(trial.folder);
    if (!trial.record || !trial.record->validation)
        throw Error("Trial " + std::to_string(trial.id) + " kept no results of its users: it is "
                    + std::string(toText(trial.phase)) + ".");
    return loadUserResults(files.validation);
}

} // namespace tastescope
