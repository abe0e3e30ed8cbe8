#include "ui/parts/run_pace.h"

#include "core/data/dataset.h"
#include "core/experiment/sweep_cost.h"
#include "core/models/model_kind.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/open_data.h"
#include "ui/session/pace_session.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"

namespace tastescope::ui {

namespace {

double samples(const ModelOptions& options, const Dataset& dataset)
{
    return static_cast<double>(samplesPerEpoch(options, static_cast<std::int64_t>(dataset.train().entryCount())));
}

/// Of the newest finished run.
std::optional<double> secondsOfTheSame(const ModelOptions& options, const Workspace& workspace)
{
    RunConfig config;
    config.model = options;
    const auto& runs = workspace.runs().runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        if (modelName(run->config.model) == modelName(options) && workspace.data().isOpen(run->dataset) && run->record
            && run->record->state == RunState::Finished && trainsTheSame(run->config, config))
            return run->record->seconds;
    return std::nullopt;
}

} // namespace

const SessionRun* runLike(const ModelOptions& options, const RunBook& runs)
{
    for (auto run = runs.runs().rbegin(); run != runs.runs().rend(); ++run)
        if (relativeWork(options, run->config.model) && !run->curve.epochs.empty() && !run->otherData && run->dataset)
            return &*run;
    return nullptr;
}

double secondsLike(const ModelOptions& options, const SessionRun& run, const Dataset& dataset)
{
    double training = 0;
    double rest = 0;
    for (const EpochFinished& epoch : run.curve.epochs) {
        training += epoch.trainSeconds;
        rest += epoch.evaluateSeconds + epoch.saveSeconds;
    }
    const double larger = relativeWork(options, run.config.model).value_or(1);
    const double more = samples(options, dataset) / samples(run.config.model, *run.dataset);
    return plannedEpochs(options) * larger * (training * more + rest) / static_cast<double>(run.curve.epochs.size());
}

double secondsAtRate(const ModelOptions& options, double samplesPerSecond, const Dataset& dataset)
{
    return plannedEpochs(options) * samples(options, dataset) / samplesPerSecond;
}

std::optional<double> expectedSeconds(const Workspace& workspace, const ModelOptions& options)
{
    const auto& dataset = workspace.data().dataset();
    if (!dataset)
        return std::nullopt;
    if (modelKind(options).pace) {
        if (const SessionRun* run = runLike(options, workspace.runs()))
            return secondsLike(options, *run, *dataset);
        const auto rate = workspace.paces().rate(options);
        return rate && *rate > 0 ? std::optional(secondsAtRate(options, *rate, *dataset)) : std::nullopt;
    }
    const double search = workspace.neighbours().searchSeconds();
    if (modelKind(options).searchesNeighbours && search > 0)
        return search;
    return secondsOfTheSame(options, workspace);
}

std::optional<double> sweepSeconds(const SweepConfig& config, const Dataset& dataset, const RunBook& runs,
                                   std::optional<double> samplesPerSecond)
{
    const ModelOptions& options = config.base.model;
    const int planned = plannedEpochs(options);
    if (planned == 0)
        return std::nullopt;
    const double share = static_cast<double>(epochsInAll(config)) / planned;
    if (const SessionRun* run = runLike(options, runs))
        return share * secondsLike(options, *run, dataset);
    if (!samplesPerSecond || *samplesPerSecond <= 0)
        return std::nullopt;
    return share * secondsAtRate(options, *samplesPerSecond, dataset);
}

} // namespace tastescope::ui
