#include "core/experiment/sweep_plan.h"

#include "core/base/epochs.h"

#include <algorithm>
#include <limits>

namespace tastescope {

namespace {

/// Best validation MRR of the first epochs; below every number when there is none.
double mrrUpTo(const SweepTrial& trial, int epochs)
{
    const auto done = static_cast<std::size_t>(std::min(epochs, epochsDone(trial)));
    const EpochFinished* best = done > 0 ? bestEpoch(std::span(trial.record->epochs).first(done)) : nullptr;
    return (best ? best->validation.mrr() : std::nullopt).value_or(-std::numeric_limits<double>::infinity());
}

bool hasReached(const SweepTrial& trial, int epochs)
{
    return isOver(trial.phase) || epochsDone(trial) >= epochs;
}

/// The places of those who go on, by place. Who failed, diverged or was stopped by a person cannot.
std::vector<std::size_t> promoted(const std::vector<SweepTrial>& trials, const std::vector<std::size_t>& members,
                                  int epochs, int eta)
{
    std::vector<std::pair<double, std::size_t>> ranked; // MRR and place
    for (const std::size_t place : members) {
        const TrialPhase phase = trials[place].phase;
        if (phase != TrialPhase::Failed && phase != TrialPhase::Diverged && phase != TrialPhase::Stopped)
            ranked.emplace_back(mrrUpTo(trials[place], epochs), place);
    }
    std::ranges::stable_sort(ranked, std::greater(), [](const auto& each) { return each.first; });
    const std::size_t kept = std::max<std::size_t>(1, members.size() / static_cast<std::size_t>(eta));
    ranked.resize(std::min(ranked.size(), kept));
    std::vector<std::size_t> places;
    for (const auto& [mrr, place] : ranked)
        places.push_back(place);
    std::ranges::sort(places);
    return places;
}

} // namespace

int epochsDone(const SweepTrial& trial)
{
    return trial.record ? static_cast<int>(trial.record->epochs.size()) : 0;
}

bool isOver(TrialPhase phase)
{
    return phase != TrialPhase::Waiting && phase != TrialPhase::Running && phase != TrialPhase::Interrupted;
}

SweepPlan planSweep(const SweepConfig& config, const std::vector<SweepTrial>& trials)
{
    SweepPlan plan;
    const std::vector<int> rungs = rungsOf(config);
    const auto want = [&](std::size_t place, int epochs) {
        if (!isOver(trials[place].phase) && trials[place].phase != TrialPhase::Running)
            plan.tasks.push_back({place, epochs});
    };
    std::vector<std::size_t> members;
    for (std::size_t place = 0; place < trials.size(); ++place) {
        if (trials[place].added)
            want(place, rungs.back());
        else
            members.push_back(place);
    }
    for (const int rung : rungs) {
        const auto missing = [&](std::size_t place) {
            return rung == rungs.back() ? !isOver(trials[place].phase) : !hasReached(trials[place], rung);
        };
        if (rung == rungs.back() || std::ranges::any_of(members, missing)) {
            for (const std::size_t place : members)
                if (missing(place))
                    want(place, rung);
            break;
        }
        const std::vector<std::size_t> kept = promoted(trials, members, rung, config.eta);
        for (const std::size_t place : members)
            if (!std::ranges::binary_search(kept, place) && !isOver(trials[place].phase))
                plan.givenUp.push_back(place);
        members = kept;
    }
    std::ranges::sort(plan.tasks, {}, &SweepPlan::Task::trial);
    return plan;
}

} // namespace tastescope
