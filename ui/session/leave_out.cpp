#include "ui/session/leave_out.h"

#include "core/data/exclude.h"
#include "core/data/health.h"
#include "core/experiment/run_cost.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/workspace.h"

#include <QCoreApplication>

namespace tastescope::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("LeaveOut", text);
}

QString lowered(const QString& title)
{
    return title.left(1).toLower() + title.mid(1);
}

void change(Workspace& workspace, const OpenedDataset& opened)
{
    workspace.data().set(opened, workspace.data().source());
    workspace.neighbours().search(workspace.neighbours().searchOptions());
}

void tell(Workspace& workspace, const OpenedDataset& whole, const QString& title, std::int64_t excluded)
{
    const Dataset& now = *workspace.data().dataset();
    const auto undo = [&workspace, whole, reduced = workspace.data().dataset()] {
        if (workspace.data().dataset() == reduced)
            change(workspace, whole);
    };
    workspace.messages().notify(
        {NoticeKind::Success,
         tr("%1 excluded: %2").arg(count(excluded), lowered(title)),
         tr("%1 are left. Files stay as they are; save the dataset to keep it so.").arg(contentsOf(now)),
         {{tr("Undo"), undo}}});
}

} // namespace

void leaveOut(Workspace& workspace, const HealthRow& row)
{
    if (!workspace.data().dataset())
        return;
    const OpenedDataset whole = workspace.data().opened();
    const QString title = QString::fromStdString(row.title);
    workspace.jobs().add(
        tr("Exclude %1").arg(lowered(title)),
        [whole, exclusion = Exclusion{row.title, row.users, row.items}](const JobContext& job) {
            OpenedDataset reduced{.dataset = exclude(*whole.dataset, exclusion, job), .report = whole.report};
            reduced.facts = std::make_shared<const CatalogueFacts>(*reduced.dataset);
            reduced.size = countedSize(*reduced.dataset, job);
            return reduced;
        },
        [&workspace, whole, title, excluded = row.count](const Outcome<OpenedDataset>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                workspace.messages().notify({NoticeKind::Error, tr("Nothing was excluded"), failure->message});
            const auto* reduced = std::get_if<OpenedDataset>(&outcome);
            if (!reduced || workspace.data().dataset() != whole.dataset)
                return;
            change(workspace, *reduced);
            tell(workspace, whole, title, excluded);
        });
}

} // namespace tastescope::ui
