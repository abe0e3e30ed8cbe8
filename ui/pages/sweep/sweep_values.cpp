// Which value stands for a trial, and what is said of it elsewhere as well.
#include "core/experiment/sweep_plan.h"
#include "ui/pages/sweep/sweep_view.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

/// What the model that is kept measured; none: it is not measured yet, or was not asked.
std::optional<Estimate> keptValue(const SweepView& view, const SweepTrial& trial)
{
    if (trial.record && isKept(*trial.record, view.measure))
        return trial.record->validation->model.find(view.measure.metric);
    if (!view.facts)
        return std::nullopt;
    const auto found = view.facts->measured.find(trial.id);
    return found == view.facts->measured.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Range> intervalOf(const SweepView& view, const SweepTrial& trial)
{
    const auto kept = keptValue(view, trial);
    return kept ? std::optional(Range{kept->low, kept->high}) : std::nullopt;
}

} // namespace

std::optional<double> SweepView::nearBest() const
{
    const SweepTrial* first = live->find(best);
    const auto measured = first ? intervalOf(*this, *first) : std::nullopt;
    const auto value = first ? this->value(*first) : std::nullopt;
    return measured && value ? std::optional(*value - nearIntervals * measured->span()) : std::nullopt;
}

std::optional<double> SweepView::valueAt(const EpochFinished& epoch) const
{
    return measure.protocol == Protocol::Sampled ? epoch.validation.find(measure.metric) : std::nullopt;
}

std::optional<double> SweepView::value(const SweepTrial& of) const
{
    if (rule.rule == ValueRule::Rule::Best || !of.record || of.record->epochs.empty()) {
        if (const auto kept = keptValue(*this, of))
            return kept->value;
        const EpochFinished* epoch = of.bestEpoch();
        return epoch ? valueAt(*epoch) : std::nullopt;
    }
    const EpochFinished* epoch = chosenEpoch(of.record->epochs, rule);
    return epoch ? valueAt(*epoch) : std::nullopt;
}

std::optional<Range> SweepView::interval(const SweepTrial& of) const
{
    const bool isBest =
        !of.record || of.record->epochs.empty() || chosenEpoch(of.record->epochs, rule) == of.bestEpoch();
    return isBest ? intervalOf(*this, of) : std::nullopt;
}

int SweepView::highest() const
{
    if (rule.rule == ValueRule::Rule::Best && measure == Measure{})
        return live->sweep.best;
    const SweepTrial* found = nullptr;
    for (const SweepTrial& trial : trials())
        if (trial.phase == TrialPhase::Finished && value(trial) && (!found || *value(trial) > *value(*found)))
            found = &trial;
    return found ? found->id : 0;
}

std::vector<SeedGroup> SweepView::seedGroups() const
{
    std::vector<SeedGroup> groups = tastescope::seedGroups(live->sweep);
    for (SeedGroup& group : groups)
        std::erase_if(group.trials, [this](int trial) { return !value(*live->find(trial)); });
    std::erase_if(groups, [](const SeedGroup& group) { return group.trials.empty(); });
    for (SeedGroup& group : groups) {
        std::vector<double> values;
        for (const int trial : group.trials)
            values.push_back(*value(*live->find(trial)));
        group.value = estimateMeanOfFew(values);
        const auto [lowest, highest] = std::ranges::minmax(values);
        group.lowest = lowest;
        group.highest = highest;
    }
    return groups;
}

std::vector<ShownFigure> sweepFigures(const SweepView& view, bool isAllUsers)
{
    const bool full = view.measure.protocol == Protocol::Full;
    const std::string metric = figure::inScope(view.measure.metric + (full ? ", full ranking" : ""), isAllUsers);
    std::vector<ShownFigure> figures;
    for (const SweepTrial& trial : view.trials()) {
        if (const auto value = view.value(trial))
            figures.push_back({figure::ofRun(view.name(trial.id), metric), *value});
        const TrialVerdict* verdict =
            view.facts && view.facts->sweep.best == view.best ? view.facts->verdictOf(trial.id) : nullptr;
        if (verdict && verdict->againstBest && trial.id != view.best)
            figures.push_back(
                {figure::ofRuns(view.name(trial.id), view.name(view.best), metric), verdict->againstBest->difference});
    }
    return figures;
}

} // namespace tastescope::ui
