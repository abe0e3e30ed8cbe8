#include "ui/parts/run_pace.h"

#include "core/data/dataset.h"
#include "core/experiment/sweep_cost.h"
#include "core/models/model_kind.h"
#include "ui/session/run_book.h"

namespace tastescope::ui {

namespace {

double samples(const ModelOptions& options, const Dataset& dataset)
{
    return static_cast<double>(samplesPerEpoch(options, static_cast<std::int64_t>(dataset.train().entryCount())));
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
