#include "ui/window/last_job.h"

#include "ui/session/job_queue.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_jobs.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"

namespace tastescope::ui {

LastJob::LastJob(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    connectJobs();
    connect(&workspace.neighbours(), &NeighbourSession::searchEnded, this, [this] {
        if (const auto& found = m_workspace.neighbours().found())
            tell(tr("Neighbours of %1 users found in %2")
                     .arg(count(static_cast<std::int64_t>(found->userCount())),
                          duration(m_workspace.neighbours().searchSeconds())));
    });
    connect(&workspace.runJobs(), &RunJobs::ended, this, &LastJob::tellRun);
    connect(&workspace.sweeps(), &SweepSession::ended, this, &LastJob::tellSweep);
}

/// Who knows more of what a job brought says so after the queue, which only knows that it is over.
void LastJob::connectJobs()
{
    const JobQueue& jobs = m_workspace.jobs();
    connect(&jobs, &JobQueue::started, this, [this](int id) {
        m_running = id;
        m_runningTitle = m_workspace.jobs().jobs().front().title;
    });
    connect(&jobs, &JobQueue::finished, this, [this](int id) {
        if (id != m_running)
            return; // it only waited
        m_running = 0;
        tell(tr("%1 ended").arg(m_runningTitle));
    });
}

void LastJob::clear()
{
    if (!m_text.isEmpty())
        tell({});
}

void LastJob::tell(const QString& text)
{
    m_text = text;
    emit changed();
}

void LastJob::tellRun(int id)
{
    const SessionRun* run = m_workspace.runs().find(id);
    if (!run || !run->isOver())
        return;
    if (!run->record)
        return tell(run->failure.isEmpty() ? tr("%1 stopped before its first epoch").arg(run->name)
                                           : tr("%1 failed").arg(run->name));
    if (run->record->state == RunState::Stopped && run->curve.last())
        return tell(tr("%1 stopped after epoch %2").arg(run->name).arg(run->curve.last()->epoch));
    const auto& validation = run->record->validation;
    const QString reached =
        validation && validation->mrr() ? tr(", MRR %1").arg(ui::metric(validation->mrr()->value)) : QString();
    tell(tr("%1: %2%3").arg(run->name, duration(run->record->seconds), reached));
}

void LastJob::tellSweep(const QString& name)
{
    const LiveSweep* live = m_workspace.sweeps().current();
    if (!live || live->name != name)
        return tell(tr("%1 ended").arg(name));
    const TrialCounts counts = countTrials(live->sweep);
    const SweepTrial* best = live->find(live->sweep.best);
    const QString reached = best && best->mrr() ? tr(", best MRR %1").arg(ui::metric(*best->mrr())) : QString();
    tell(tr("%1: %2 of %3 trials finished%4").arg(name).arg(counts.finished).arg(counts.all).arg(reached));
}

} // namespace tastescope::ui
