#include "ui/session/first_steps.h"

#include "ui/session/data_opening.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"

namespace tastescope::ui {

QString modelTitle(std::string_view name)
{
    return QString::fromStdString(std::string(modelKind(name).title));
}

void trainNeighbourModel(Workspace& workspace)
{
    workspace.nextRun().train(defaultOptions(neighbourModel));
}

void exploreSample(Workspace& workspace)
{
    const DatasetSource sample{{QStringLiteral("preset:demo")}, {}};
    auto* waiting = new QObject(&workspace.data()); // goes when there is nothing to wait for any more
    QObject::connect(&workspace.data(), &OpenData::changed, waiting, [&workspace, waiting, sample] {
        if (workspace.data().source().paths != sample.paths)
            delete waiting;
    });
    QObject::connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, waiting, [&workspace, waiting] {
        if (!workspace.neighbours().selection())
            return;
        delete waiting;
        if (!workspace.runs().newest())
            trainNeighbourModel(workspace);
    });
    workspace.opening().open(sample);
}

} // namespace tastescope::ui
