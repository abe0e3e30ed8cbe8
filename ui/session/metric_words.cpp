#include "ui/session/metric_words.h"

#include "core/evaluation/metrics.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/session_run.h"
#include "ui/session/workspace.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

QString wordsOf(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// Words of the table of metrics at this cutoff.
QString atCutoff(std::string_view words, const MetricColumn& column)
{
    return wordsOf(words).replace(QStringLiteral("{K}"), QString::number(column.k));
}

QString lengthOf(const Evaluation& evaluation)
{
    return evaluation.shortestList == evaluation.longestList
               ? count(evaluation.longestList)
               : QObject::tr("%1 to %2").arg(count(evaluation.shortestList), count(evaluation.longestList));
}

// "Fixed lists: ... Here: 4 715 users, lists of 51.", and what is masked.
QStringList protocolOf(const Evaluation& evaluation)
{
    const bool full = evaluation.protocol == Protocol::Full;
    const std::string_view mask = !full                            ? sampledMaskRule
                                  : evaluation.mask == Mask::Known ? knownMaskRule
                                                                   : trainMaskRule;
    return {wordsOf(full ? fullRule : sampledRule), wordsOf(mask),
            QObject::tr("Here: %1 users, lists of %2.").arg(count(evaluation.users), lengthOf(evaluation))};
}

// "User 48 213: 3 of 4 lists, 0.7500." where it counts lists, else the mean.
QString exampleOf(const SessionRun& run, const Evaluation& evaluation, const MetricColumn& column, User user)
{
    const UserResults& results = evaluation.perUser;
    const auto found = std::ranges::lower_bound(results.users, user);
    const auto metric = std::ranges::find(results.metrics, column.name);
    const QString name = userName(*run.dataset, user);
    if (found == results.users.end() || *found != user)
        return QObject::tr("User %1 has nothing held out, and is not counted.").arg(name);
    if (metric == results.metrics.end())
        return {};
    const auto row = static_cast<std::size_t>(found - results.users.begin());
    const double value = results.value(row, static_cast<std::size_t>(metric - results.metrics.begin()));
    const auto lists = evaluation.protocol == Protocol::Full ? 1 : results.positives[row];
    const double hits = value * lists;
    if (column.metric.name == "hit" && std::abs(hits - std::round(hits)) < 1e-9)
        return QObject::tr("User %1 with %2: %3 / %4 lists = %5")
            .arg(name, run.name, count(static_cast<std::int64_t>(std::round(hits))), count(lists), ui::metric(value));
    if (column.metric.name == "mrr" && lists == 1 && value > 0)
        return QObject::tr("User %1 with %2: 1 / %3 = %4").arg(name, run.name, general(1 / value), ui::metric(value));
    return QObject::tr("User %1 with %2: mean of %3 lists = %4").arg(name, run.name, count(lists), ui::metric(value));
}

} // namespace

QString metricHelp(const Workspace& workspace, std::string_view name)
{
    const auto column = metricColumn(name);
    if (!column)
        return {};
    QStringList lines{QObject::tr("%1 = %2").arg(metricTitle(column->name), atCutoff(column->metric.formula, *column)),
                      QObject::tr("Divided by %1.").arg(atCutoff(column->metric.over, *column)),
                      QObject::tr("Tied: %1.").arg(atCutoff(column->metric.ties, *column)), wordsOf(tieRule)};
    const SessionRun* run = workspace.choices().current();
    if (run && run->record && run->record->validation && run->record->validation->users > 0) {
        const Evaluation& evaluation = *run->record->validation;
        lines << protocolOf(evaluation);
        const auto user = workspace.selection().user();
        if (user && workspace.data().isOpen(run->dataset))
            lines << exampleOf(*run, evaluation, *column, *user);
    }
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace tastescope::ui
