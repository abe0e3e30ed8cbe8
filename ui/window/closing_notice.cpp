#include "ui/window/closing_notice.h"

#include "ui/session/job_queue.h"
#include "ui/session/run_book.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"

namespace tastescope::ui {

Notice closingNotice(Workspace& workspace, std::function<void()> stop, std::function<void()> keepRunning)
{
    const QString job = workspace.jobs().jobs().front().title;
    const bool training = workspace.runs().running() != nullptr;
    const bool sweeping = workspace.sweeps().isBusy() && workspace.sweeps().running()->name == job;
    const QString cost =
        sweeping ? QObject::tr(
            "If the window closes now, the sweep stops. What is finished is kept, and it can go on later.")
        : training ? QObject::tr("If the window closes now, training stops and the best epoch so far is kept.")
                   : QObject::tr("If the window closes now, it is stopped and nothing of it is kept.");
    return {NoticeKind::Warning,
            QObject::tr("%1 is still running").arg(job),
            cost,
            {{training ? QObject::tr("Stop and keep the best") : QObject::tr("Stop and close"), std::move(stop)},
             {QObject::tr("Keep running"), std::move(keepRunning)}}};
}

} // namespace tastescope::ui
