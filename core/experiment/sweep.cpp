#include "core/experiment/sweep.h"

#include "core/base/error.h"
#include "core/experiment/run_files.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_run.h"
#include "core/experiment/user_results_file.h"

#include <nlohmann/json.hpp>

namespace tastescope {

namespace {

Sweep withBest(const SweepConfig& config, std::vector<SweepTrial> trials)
{
    Sweep sweep{config, std::move(trials), 0};
    double best = 0;
    for (const SweepTrial& trial : sweep.trials) {
        const auto mrr = trial.mrr();
        if (trial.phase != TrialPhase::Finished || !mrr || (sweep.best != 0 && !(*mrr > best)))
            continue;
        sweep.best = trial.id;
        best = *mrr;
    }
    return sweep;
}

} // namespace

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

Sweep runSweep(const SweepConfig& config, const Dataset& dataset, const SweepFolder& folder, const JobContext& job,
               const SweepHooks& hooks)
{
    checkSweep(config);
    for (const OptionInfo& info : optionInfos(config.base.model))
        checkOption(info, readOption(config.base.model, info.name));
    const SweepFiles files(folder.path);
    files.prepare(config, folder.resume);
    return withBest(config, SweepRun(config, dataset, files, job, hooks).run());
}

Sweep loadSweep(const std::filesystem::path& folder)
{
    const SweepFiles files(folder);
    if (!std::filesystem::exists(files.config))
        throw Error(folder.string()
                    + " holds no sweep: there is no sweep.json in it. Choose the folder given to sweep --out.");
    const SweepConfig config = readSweepConfig(readJsonFile(files.config), files.config.string());
    return withBest(config, files.load(config));
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
