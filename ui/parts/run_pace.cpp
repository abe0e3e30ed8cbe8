#include "ui/parts/run_pace.h"

#include "core/data/dataset.h"
#include "core/experiment/run_cost.h"
#include "core/experiment/sweep_cost.h"
#include "ui/session/run_book.h"

namespace tastescope::ui {

const SessionRun* runLike(const BprOptions& options, const RunBook& runs)
{
    for (auto run = runs.runs().rbegin(); run != runs.runs().rend(); ++run) {
        const auto* trained = std::get_if<BprOptions>(&run->config.model);
        if (trained && trained->optimiser == options.optimiser && !run->curve.epochs.empty() && !run->otherData
            && run->dataset)
            return &*run;
    }
    return nullptr;
}

double secondsLike(const BprOptions& options, const SessionRun& run, const Dataset& dataset)
{
    double training = 0;
    double rest = 0;
    for (const EpochFinished& epoch : run.curve.epochs) {
        training += epoch.trainSeconds;
        rest += epoch.evaluateSeconds + epoch.saveSeconds;
    }
    const auto& trained = std::get<BprOptions>(run.config.model);
    const double larger = static_cast<double>(options.embeddingDim) / trained.embeddingDim;
    const double more = static_cast<double>(samplesPerEpoch(options, dataset))
                        / static_cast<double>(samplesPerEpoch(trained, *run.dataset));
    return options.epochs * larger * (training * more + rest) / static_cast<double>(run.curve.epochs.size());
}

std::optional<double> sweepSeconds(const SweepConfig& config, const Dataset& dataset, const RunBook& runs,
                                   std::optional<double> tripletsPerSecond)
{
    const auto* bpr = std::get_if<BprOptions>(&config.base.model);
    if (!bpr || bpr->epochs == 0)
        return std::nullopt;
    const auto epochs = static_cast<double>(epochsInAll(config));
    if (const SessionRun* run = runLike(*bpr, runs))
        return epochs * secondsLike(*bpr, *run, dataset) / bpr->epochs;
    if (!tripletsPerSecond || *tripletsPerSecond <= 0)
        return std::nullopt;
    return epochs * static_cast<double>(samplesPerEpoch(*bpr, dataset)) / *tripletsPerSecond;
}

} // namespace tastescope::ui
