#include "ui/session/train_all.h"

#include "core/experiment/run_cost.h"
#include "core/models/model_kind.h"
#include "ui/session/first_steps.h"
#include "ui/session/memory_words.h"
#include "ui/session/messages.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

bool isKnown(const RunConfig& config, const Workspace& workspace)
{
    return std::ranges::any_of(workspace.runs().runs(), [&](const SessionRun& run) {
        const bool isOnItsWay = !run.isOver();
        const bool isFinished = run.record && run.record->state == RunState::Finished;
        return workspace.data().isOpen(run.dataset) && (isOnItsWay || isFinished) && trainsTheSame(run.config, config);
    });
}

} // namespace

AllQueued trainAll(Workspace& workspace)
{
    AllQueued all;
    if (!workspace.data().dataset())
        return all;
    for (const ModelKind& kind : modelKinds()) {
        RunConfig config;
        config.model = defaultOptions(kind.name);
        if (kind.needsTimes && !workspace.data().dataset()->hasTimes()) {
            all.needTimes << modelTitle(kind.name);
            continue;
        }
        if (isKnown(config, workspace)) {
            ++all.known;
            continue;
        }
        const QString title = modelTitle(kind.name);
        const QString problem = memoryWords(title, runMemory(config, workspace.data().opened().size)).problem;
        if (!problem.isEmpty()) {
            all.tooLarge << problem;
            continue;
        }
        workspace.nextRun().train(config.model);
        ++all.queued;
    }
    return all;
}

void trainAllAndTell(Workspace& workspace)
{
    const AllQueued all = trainAll(workspace);
    if (!all.tooLarge.isEmpty())
        workspace.messages().notify(
            {NoticeKind::Warning, QObject::tr("Not every model fits in memory"), all.tooLarge.join(QLatin1Char('\n'))});
    if (!all.needTimes.isEmpty())
        workspace.messages().note(
            QObject::tr("Left out, as this data has no times: %1.").arg(all.needTimes.join(QStringLiteral(", "))));
    if (all.queued == 0 && all.tooLarge.isEmpty() && all.known > 0)
        workspace.messages().note(QObject::tr("Every model has a run with its default settings already."));
}

} // namespace tastescope::ui
