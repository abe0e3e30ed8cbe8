// Which value stands for a trial, and what is said of it elsewhere as well.
#include "core/experiment/sweep_plan.h"
#include "ui/pages/sweep/sweep_view.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

/// 95 %, of the MRR that is kept; none: it is not measured yet.
std::optional<Range> intervalOf(const SweepTrial& trial)
{
    const auto mrr = trial.record && trial.record->validation ? trial.record->validation->mrr() : std::nullopt;
    return mrr && trial.mrr() ? std::optional(Range{mrr->low, mrr->high}) : std::nullopt;
}

} // namespace

std::optional<double> SweepView::nearBest() const
{
    const SweepTrial* first = live->find(best);
    const auto measured = first ? intervalOf(*first) : std::nullopt;
    const auto value = first ? mrr(*first) : std::nullopt;
    return measured && value ? std::optional(*value - nearIntervals * measured->span()) : std::nullopt;
}

std::optional<double> SweepView::mrr(const SweepTrial& of) const
{
    if (rule.rule == ValueRule::Rule::Best || !of.record || of.record->epochs.empty())
        return of.mrr();
    const EpochFinished* epoch = chosenEpoch(of.record->epochs, rule);
    return epoch ? epoch->validation.mrr() : std::nullopt;
}

std::optional<Range> SweepView::interval(const SweepTrial& of) const
{
    const bool isKept =
        !of.record || of.record->epochs.empty() || chosenEpoch(of.record->epochs, rule) == of.bestEpoch();
    return isKept ? intervalOf(of) : std::nullopt;
}

int SweepView::highest() const
{
    if (rule.rule == ValueRule::Rule::Best)
        return live->sweep.best;
    const SweepTrial* found = nullptr;
    for (const SweepTrial& trial : trials())
        if (trial.phase == TrialPhase::Finished && mrr(trial) && (!found || *mrr(trial) > *mrr(*found)))
            found = &trial;
    return found ? found->id : 0;
}

std::vector<SeedGroup> SweepView::seedGroups() const
{
    std::vector<SeedGroup> groups = tastescope::seedGroups(live->sweep);
    for (SeedGroup& group : groups) {
        std::erase_if(group.trials, [this](int trial) { return !mrr(*live->find(trial)); });
        std::vector<double> values;
        for (const int trial : group.trials)
            values.push_back(*mrr(*live->find(trial)));
        group.mrr = estimateMeanOfFew(values);
    }
    std::erase_if(groups, [](const SeedGroup& group) { return group.trials.empty(); });
    return groups;
}

std::vector<ShownFigure> sweepFigures(const SweepView& view, bool isAllUsers)
{
    const std::string mrr = figure::inScope("mrr", isAllUsers);
    std::vector<ShownFigure> figures;
    for (const SweepTrial& trial : view.trials()) {
        if (const auto value = view.mrr(trial))
            figures.push_back({figure::ofRun(view.name(trial.id), mrr), *value});
        const TrialVerdict* verdict =
            view.facts && view.facts->sweep.best == view.best ? view.facts->verdictOf(trial.id) : nullptr;
        if (verdict && verdict->againstBest && trial.id != view.best)
            figures.push_back(
                {figure::ofRuns(view.name(trial.id), view.name(view.best), mrr), verdict->againstBest->difference});
    }
    return figures;
}

} // namespace tastescope::ui
