#include "ui/session/command.h"

#include "ui/session/job_queue.h"
#include "ui/session/memory_words.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_jobs.h"
#include "ui/session/run_repeat.h"
#include "ui/session/sweep_session.h"
#include "ui/session/undo_steps.h"
#include "ui/session/workspace.h"

namespace tastescope::ui {

QString missing(Need need, Workspace& workspace)
{
    const auto unless = [](bool there, const QString& words) { return there ? QString() : words; };
    switch (need) {
    case Need::Nothing:
        break;
    case Need::Dataset:
        return unless(workspace.data().dataset() != nullptr, QObject::tr("Open a dataset first."));
    case Need::RoomForTheNextRun:
        if (!workspace.data().dataset() || workspace.jobs().isBusy())
            return missing(Need::Dataset, workspace);
        return memoryWords(QObject::tr("Training"), workspace.nextRun().memory()).problem;
    case Need::RepeatableRun: {
        const SessionRun* run = workspace.choices().current();
        return unless(run && canRepeat(*run), QObject::tr("Choose a run of this data that is over."));
    }
    case Need::RefittableRun: {
        const SessionRun* run = workspace.choices().current();
        return unless(run && canRefit(*run),
                      QObject::tr("Choose a finished run of this data that was measured and is not refitted yet."));
    }
    case Need::Job:
        return unless(workspace.jobs().isBusy(), QObject::tr("Nothing is running."));
    case Need::RunningJob:
        return unless(workspace.jobs().isBusy() && workspace.jobs().jobs().front().running,
                      QObject::tr("Nothing is running."));
    case Need::Run:
        return unless(!workspace.runs().runs().empty(), QObject::tr("Train a run first."));
    case Need::NoSweepAtWork:
        if (workspace.sweeps().isBusy())
            return QObject::tr("Wait for the sweep that runs, or stop it.");
        return missing(Need::Dataset, workspace);
    case Need::OpenSweep: {
        const SweepSession& sweeps = workspace.sweeps();
        return unless(sweeps.current() && (sweeps.isRunning() || !sweeps.isBusy()), QObject::tr("Open a sweep first."));
    }
    case Need::UnfinishedSweep:
        return unless(workspace.sweeps().canResume(), QObject::tr("Open a sweep that was stopped."));
    case Need::UndoStep:
        return unless(workspace.undo().stack().canUndo(), QObject::tr("Nothing was changed that can be taken back."));
    case Need::RedoStep:
        return unless(workspace.undo().stack().canRedo(), QObject::tr("Nothing was taken back."));
    }
    return {};
}

} // namespace tastescope::ui
