#include "ui/charts/leaders/leader_words.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

QString bandWords(const LeaderData& data)
{
    return QObject::tr("as good as best, %1")
        .arg(counted(std::ranges::count_if(data.points, &LeaderPoint::isFirst), "run"));
}

QString chanceWords(const LeaderData& data)
{
    return QObject::tr("chance %1").arg(metric(*data.chance));
}

Readout leaderReadout(const LeaderData& data, const LeaderPoint& point)
{
    Readout readout{point.name, QObject::tr("rank %1").arg(point.rank), {}};
    readout.rows << ReadoutRow{{}, data.valueName, metric(point.value)};
    readout.rows << ReadoutRow{{},
                               QObject::tr("95 % interval"),
                               QStringLiteral("%1 to %2").arg(metric(point.interval.low), metric(point.interval.high))};
    readout.rows << ReadoutRow{{}, data.costName, costText(point.cost, data.unit)};
    if (point.isFrontier)
        readout.rows << ReadoutRow{{}, QObject::tr("best for its cost"), {}};
    return readout;
}

PlotTable leaderPlotTable(const LeaderData& data)
{
    QStringList ranks;
    QStringList names;
    QStringList frontier;
    std::vector<double> cost;
    std::vector<double> value;
    std::vector<double> low;
    std::vector<double> high;
    for (const LeaderPoint& point : data.points) {
        ranks << point.rank;
        names << point.name;
        cost.push_back(point.cost > 0 ? point.cost : std::nan(""));
        value.push_back(point.value);
        low.push_back(point.interval.low);
        high.push_back(point.interval.high);
        frontier << (point.isFrontier ? QObject::tr("yes") : QString());
    }
    const QString unit = data.unit == CostUnit::Seconds ? QObject::tr("s") : QObject::tr("bytes");
    return {{{QObject::tr("rank"), ranks},
             {QObject::tr("run"), names},
             {QStringLiteral("%1, %2").arg(data.costName, unit), std::move(cost)},
             {data.valueName, std::move(value), 4},
             {QObject::tr("low"), std::move(low), 4},
             {QObject::tr("high"), std::move(high), 4},
             {QObject::tr("best for its cost"), frontier}}};
}

QString leaderSummary(const LeaderData& data)
{
    if (data.points.empty())
        return QObject::tr("No runs yet.");
    const LeaderPoint& best = data.points.front();
    QString text = QObject::tr("%1 by %2, %3: best %4, %5 for %6")
                       .arg(data.valueName, data.costName, counted(std::ssize(data.points), "run"), best.name,
                            metric(best.value), costText(best.cost > 0 ? best.cost : std::nan(""), data.unit));
    QStringList tied;
    for (const LeaderPoint& point : data.points)
        if (point.isFirst && &point != &best)
            tied << point.name;
    if (!tied.isEmpty())
        text += QObject::tr("; about tied with it: %1").arg(tied.join(QStringLiteral(", ")));
    QStringList cheap;
    for (const LeaderPoint* point : frontierOf(data))
        cheap << QObject::tr("%1 %2 for %3").arg(point->name, metric(point->value), costText(point->cost, data.unit));
    return text + QObject::tr("; best for their cost: %1.").arg(cheap.join(QStringLiteral(", ")));
}

} // namespace tastescope::ui
