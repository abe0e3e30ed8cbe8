#include "ui/pages/training/run_facts.h"

#include "core/data/dataset.h"
#include "ui/session/run_book.h"

namespace tastescope::ui {

std::optional<RunFacts> factsOf(const SessionRun& run)
{
    if (const auto& start = run.curve.start; start && start->users > 0)
        return RunFacts{start->users, start->negatives, start->chance, start->popularity};
    if (!run.record || !run.record->validation || run.record->validation->users == 0)
        return std::nullopt;
    const Evaluation& validation = *run.record->validation;
    return RunFacts{validation.users, static_cast<int>(validation.longestList) - 1, watchedOf(validation.chance),
                    watchedOf(validation.popularity)};
}

bool isUnmeasured(const SessionRun& run)
{
    if (!run.curve.epochs.empty() && run.curve.epochs.front().validation.mrr())
        return false;
    if (run.isImported())
        return true; // its log has no metric
    if (run.dataset)
        return run.dataset->heldOut(Part::Validation).entryCount() == 0;
    return run.record && run.record->validation && run.record->validation->users == 0;
}

Figures constantFigures(const SessionRun& run)
{
    if (hasEpochs(run) || !run.record || !run.record->validation)
        return {};
    return valuesOf(run.record->validation->model);
}

bool hasEpochs(const SessionRun& run)
{
    return plannedEpochs(run.config.model) > 0;
}

} // namespace tastescope::ui
