#include "ui/parts/report/figure_source.h"

#include "core/experiment/run_record.h"
#include "core/models/model_options.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/session/messages.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

QString sourceText(const FigureSource& source)
{
    QStringList parts;
    if (!source.runs.isEmpty())
        parts << QObject::tr("runs %1").arg(source.runs.join(QStringLiteral(", ")));
    parts << source.protocol << source.measured << source.method << source.data;
    parts.removeAll(QString());
    return parts.join(QStringLiteral("; "));
}

QString protocolWords(int negatives)
{
    return QObject::tr("validation, 1 + %1 candidates").arg(count(negatives));
}

QString dataWords(const DatasetFacts& data)
{
    return QObject::tr("data %1 (hash %2)").arg(shownName(data.name), shortHash(QString::fromStdString(data.hash)));
}

QString namedBySeed(const QString& run, const ModelOptions& options)
{
    if (std::ranges::find(optionInfos(options), "seed", &OptionInfo::name) == optionInfos(options).end())
        return run;
    return QObject::tr("%1 (seed %2)").arg(run, QString::fromStdString(toText(readOption(options, "seed"))));
}

void tellData(ChartPanel* panel, const Workspace& workspace)
{
    const auto tell = [panel, &workspace] {
        const auto& dataset = workspace.data().dataset();
        if (!dataset)
            return panel->setSource({});
        const UserSet& users = workspace.selection().users();
        FigureSource source;
        source.measured =
            QObject::tr("n = %1 users").arg(count(static_cast<qint64>(users.countOf(dataset->userCount()))));
        source.data = dataWords(factsOf(*dataset));
        panel->setSource(sourceText(source));
    };
    QObject::connect(&workspace.data(), &OpenData::changed, panel, tell);
    QObject::connect(&workspace.selection(), &Selection::sliceChanged, panel, tell);
    tell();
}

void tellUnsaved(ChartPanel* panel, Workspace& workspace)
{
    QObject::connect(panel, &ChartPanel::exportFailed, panel,
                     [&workspace](const QString& reason) { tellUnsaved(workspace, reason); });
}

void tellUnsaved(Workspace& workspace, const QString& reason)
{
    workspace.messages().notify({NoticeKind::Error, QObject::tr("The picture was not saved"), reason});
}

} // namespace tastescope::ui
