#include "ui/pages/training/run_protocol.h"

#include "ui/pages/training/run_facts.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_search.h"
#include "ui/session/scoped_figures.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"

#include <QObject>

namespace tastescope::ui {

namespace {

QString protocolOf(const SessionRun& run, Workspace& workspace)
{
    if (isUnmeasured(run))
        return QObject::tr("nothing is held out for validation");
    const auto facts = factsOf(run);
    if (!facts)
        return {};
    const QString all = QObject::tr("%1, n = %2 users").arg(protocolWords(facts->negatives), count(facts->users));
    if (workspace.selection().users().isAll())
        return all;
    workspace.scopedFigures().want({run.id});
    const ScopedFigures::Found* found = workspace.scopedFigures().find(run);
    const auto mrr = found ? found->figures.find("mrr") : std::nullopt;
    if (!mrr)
        return QObject::tr("%1; curves of all users").arg(all);
    return QObject::tr("%1; curves of all users, the slice has MRR %2 at the best epoch, n = %3 of %4 measured")
        .arg(all, metric(mrr->value), count(found->users),
             count(static_cast<std::int64_t>(workspace.selection().users().users().size())));
}

} // namespace

QString captionOf(const SessionRun& run, Workspace& workspace, const QString& value)
{
    const QString protocol = protocolOf(run, workspace);
    if (isUnmeasured(run))
        return protocol;
    return (protocol.isEmpty() ? value : protocol + QStringLiteral(", ") + value)
           + (workspace.search().isOn() ? QObject::tr(", runs that pass the filter") : QString());
}

QString originOf(const SessionRun& front, const std::vector<const SessionRun*>& runs)
{
    FigureSource source;
    for (const SessionRun* run : runs)
        source.runs << namedBySeed(run->name, run->config.model);
    if (const auto facts = factsOf(front); facts && !isUnmeasured(front)) {
        source.protocol = protocolWords(facts->negatives);
        source.measured = QObject::tr("n = %1 users").arg(count(facts->users));
    }
    source.data = dataWords(front.data);
    return sourceText(source);
}

QString noCurvesYet(const SessionRun& run)
{
    return isUnmeasured(run)
               ? QObject::tr("Nothing is held out, so no metric is measured. The model is the last epoch's.")
               : QObject::tr("The first epoch is not finished yet.");
}

} // namespace tastescope::ui
