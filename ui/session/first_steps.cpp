#include "ui/session/first_steps.h"

#include "ui/session/workspace.h"

namespace tastescope::ui {

void trainUserKnn(Workspace& workspace)
{
    if (!workspace.dataset())
        return;
    RunConfig config;
    config.dataset = workspace.source().paths.join(QLatin1Char(' ')).toStdString();
    config.model = UserKnnOptions{};
    workspace.setCurrentRun(workspace.runJobs().start(std::move(config), workspace.dataset()));
}

void exploreSample(Workspace& workspace)
{
    const DatasetSource sample{{QStringLiteral("preset:demo")}, {}};
    auto* waiting = new QObject(&workspace); // goes when there is nothing to wait for any more
    QObject::connect(&workspace, &Workspace::datasetChanged, waiting, [&workspace, waiting, sample] {
        if (workspace.source().paths != sample.paths)
            delete waiting;
    });
    QObject::connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, waiting, [&workspace, waiting] {
        if (!workspace.neighbours().selection())
            return;
        delete waiting;
        if (!workspace.runs().newest())
            trainUserKnn(workspace);
    });
    workspace.openDataset(sample);
}

} // namespace tastescope::ui
