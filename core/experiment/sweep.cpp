#include "core/experiment/sweep.h"

#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_run.h"
#include "core/experiment/user_results_file.h"

#include <nlohmann/json.hpp>

namespace tastescope {

const EpochFinished* SweepTrial::bestEpoch() const
{
    return record ? tastescope::bestEpoch(record->epochs) : nullptr;
}

std::optional<double> SweepTrial::mrr() const
{
    if (record && record->validation)
        return record->validation->mrr().value;
    const EpochFinished* best = bestEpoch();
    return best ? best->validation.mrr() : std::nullopt;
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

Sweep runSweep(const SweepConfig& config, const Dataset& dataset, const SweepFolder& folder, const JobContext& job,
               const SweepHooks& hooks)
{
    checkSweep(config);
    for (const OptionInfo& info : optionInfos(config.base.model))
        checkOption(info, readOption(config.base.model, info.name));
    const SweepFiles files(folder.path);
    if (folder.resume)
        requireResumable(folder.path, config, dataset);
    files.prepare(config, folder.resume);
    std::vector<SweepTrial> trials = SweepRun(config, dataset, files, job, hooks).run();
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
