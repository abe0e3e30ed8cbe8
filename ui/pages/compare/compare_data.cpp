#include "ui/pages/compare/compare_data.h"

#include "core/experiment/published_question.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

/// Of what an epoch measures; not a number: it does not measure this metric.
double valueOf(const EpochFinished& epoch, const std::string& metric)
{
    return epoch.validation.find(metric).value_or(std::nan(""));
}

Curve curveOf(const SessionRun& run, const std::string& metric, bool inFront)
{
    const LineRole role = inFront ? LineRole::Focus : run.slot < 0 ? LineRole::Behind : LineRole::Run;
    Curve curve{.name = run.name, .style = {role, run.slot}, .points = {}};
    for (const EpochFinished& epoch : run.curve.epochs)
        curve.points.emplace_back(epoch.epoch, valueOf(epoch, metric));
    if (const EpochFinished* best = run.curve.best(); best && inFront)
        curve.best = QPointF(best->epoch, valueOf(*best, metric));
    return curve;
}

QString dotName(int group, int width)
{
    return QObject::tr("%1 to %2 neighbours").arg(group * width).arg(group * width + width - 1);
}

QStringList ranksOf(const std::vector<Ranked::Entry>& list, const std::vector<Item>& heldOut)
{
    QStringList ranks;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (std::ranges::find(heldOut, list[i].item) != heldOut.end())
            ranks << count(static_cast<std::int64_t>(i) + 1);
    return ranks;
}

} // namespace

LineStyle styleOf(const ComparedRun& run, bool inFront)
{
    return {inFront ? LineRole::Focus : run.slot < 0 ? LineRole::Behind : LineRole::Run, run.slot};
}

NamedRun named(const ComparedRun& run)
{
    return {run.name, styleOf(run)};
}

CurveData comparedCurves(const Comparison& comparison, const std::vector<const SessionRun*>& runs)
{
    CurveData data;
    data.xName = QObject::tr("epoch");
    bool inFront = true;
    for (const SessionRun* run : runs) {
        if (!run->curve.epochs.empty()) {
            data.curves.push_back(curveOf(*run, comparison.metric, std::exchange(inFront, false)));
        } else if (const auto value = run->record && run->record->validation
                                          ? run->record->validation->model.find(comparison.metric)
                                          : std::nullopt) {
            data.references.push_back(
                {run->name, value->value, {run->slot < 0 ? LineRole::Behind : LineRole::Run, run->slot}});
        }
    }
    return data;
}

IntervalData differences(const Comparison& comparison)
{
    IntervalData data;
    data.valueName = QObject::tr("difference");
    data.hasCounts = true;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const PairedComparison& result = comparison.results[i];
        IntervalRow row;
        row.id = static_cast<MarkId>(i);
        row.first = named(comparison.runs[comparison.pairs[i].a]);
        row.second = named(comparison.runs[comparison.pairs[i].b]);
        row.value = result.difference;
        row.interval = {result.low, result.high};
        row.tied = result.tied;
        if (result.tied)
            row.note = QObject::tr("P(better) %1").arg(fixed(result.pBetter, 2));
        row.wins = result.wins;
        row.ties = result.ties;
        row.losses = result.losses;
        data.rows.push_back(std::move(row));
    }
    return data;
}

DotData differencesByNeighbours(const Comparison& comparison)
{
    DotData data;
    data.xName = QObject::tr("neighbours");
    data.yName = QObject::tr("difference in %1").arg(metricTitle(comparison.metric));
    data.markName = QObject::tr("group of users");
    data.marksName = QObject::tr("groups of users");
    data.fromZero = true;
    for (const GroupDifference& group : comparison.groups) {
        Dot dot{.id = group.group, .name = dotName(group.group, comparison.groupWidth)};
        dot.name += QObject::tr(", n = %1").arg(count(group.users));
        dot.x = group.group * comparison.groupWidth + (comparison.groupWidth - 1) / 2.0;
        dot.y = group.difference;
        if (group.users >= 2) // the interval of a single user is the whole range there is
            dot.interval = Range{group.low, group.high};
        data.dots.push_back(std::move(dot));
    }
    return data;
}

WinMapData winMap(const Comparison& comparison)
{
    const SharedHits& hits = comparison.hits;
    const auto size = [](const std::vector<User>& users) { return static_cast<std::int64_t>(users.size()); };
    return {comparison.runs[0].name,
            comparison.runs[1].name,
            {size(hits.both), size(hits.onlyFirst), size(hits.onlySecond), size(hits.neither)}};
}

SlopeData slopes(const Comparison& comparison, const TwoLists& lists, const Dataset& dataset, int k)
{
    const auto itemsOf = [&](const std::vector<Ranked::Entry>& list) {
        std::vector<RankedItem> items;
        for (const Ranked::Entry& entry : list)
            items.push_back({number(entry.item), itemTitle(dataset, entry.item),
                             std::ranges::find(lists.heldOut, entry.item) != lists.heldOut.end()});
        return items;
    };
    return {named(comparison.runs[0]),
            named(comparison.runs[1]),
            itemsOf(lists.lists[0]),
            itemsOf(lists.lists[1]),
            k,
            QString::fromStdString(dataset.nouns().item)};
}

Headline headline(const Comparison& comparison)
{
    const PairedComparison& result = comparison.results.front();
    const ComparedRun& first = comparison.runs[0];
    const ComparedRun& second = comparison.runs[1];
    const QString title = metricTitle(comparison.metric);
    const QString rest = QObject::tr("paired over users, %1 resamples").arg(count(result.resamples));
    if (result.tied)
        return {QObject::tr("%1 and %2 are about tied").arg(first.name, second.name),
                QObject::tr("%1 %2, %3").arg(delta(result.difference, result.low, result.high), title, rest)};
    const bool better = result.difference > 0;
    const double low = better ? result.low : -result.high;
    const double high = better ? result.high : -result.low;
    return {QObject::tr("%1 is better by %2 %3")
                .arg(better ? first.name : second.name, metric(std::abs(result.difference)), title),
            QObject::tr("[%1, %2], %3").arg(metric(low), metric(high), rest)};
}

namespace {

/// Whether two learning rates are equally good, when nothing else differs between the runs.
std::optional<Remark> publishedQuestion(const Comparison& comparison)
{
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const auto& [a, b] = comparison.pairs[i];
        const int sign = asksPublishedQuestion(comparison.runs[a].config, comparison.runs[b].config);
        if (sign == 0)
            continue;
        const PairedComparison& result = comparison.results[i];
        return Remark{QObject::tr("The published question"),
                      QObject::tr("%1 against %2: %3 %4. %5")
                          .arg(shortest(publishedRate), shortest(otherPublishedRate), delta(sign * result.difference),
                               metricTitle(comparison.metric),
                               result.tied ? QObject::tr("About tied, as the authors guessed.")
                                           : QObject::tr("Real on these users, where the authors guessed a tie."))};
    }
    return std::nullopt;
}

} // namespace

std::vector<Remark> remarks(const Comparison& comparison)
{
    double smallest = 0;
    for (const PairedComparison& result : comparison.results)
        smallest = std::max(smallest, result.smallestDetectable);
    std::vector<Remark> made{
        {QObject::tr("Read it so"),
         QObject::tr("A line that crosses zero is a tie. Hollow dot, grey line, and the words say it too.")},
        {QObject::tr("Smallest difference seen"),
         QObject::tr("%1 %2 between any two of these runs is found four times in five with %3 users. Smaller ones may "
                     "stay about tied.")
             .arg(metric(smallest), metricTitle(comparison.metric), count(comparison.results.front().users))}};
    if (auto question = publishedQuestion(comparison))
        made.push_back(std::move(*question));
    return made;
}

QString heldOutSentence(const TwoLists& lists, int k)
{
    const QStringList first = ranksOf(lists.lists[0], lists.heldOut);
    const QStringList second = ranksOf(lists.lists[1], lists.heldOut);
    const auto ranks = [](const QStringList& all) {
        return all.isEmpty() ? QObject::tr("none") : all.join(QObject::tr(" and "));
    };
    const QString line = QObject::tr("Line after %1 is K.").arg(k);
    if (first.isEmpty() && second.isEmpty())
        return QObject::tr("Nothing held out is in these lists. %1").arg(line);
    return QObject::tr("Bold is held out: rank %1, against %2. %3").arg(ranks(first), ranks(second), line);
}

Slice sliceOf(const Comparison& comparison, Outcomes cell)
{
    const QString& first = comparison.runs[0].name;
    const QString& second = comparison.runs[1].name;
    const SharedHits& hits = comparison.hits;
    const auto words = [&](const QString& text) { return text.arg(comparison.k); };
    switch (cell) {
    case Outcomes::BothHit:
        return {words(QObject::tr("both hit in the top %1")), hits.both};
    case Outcomes::OnlyFirst:
        return {words(QObject::tr("only %1 hits in the top %2").arg(first, QStringLiteral("%1"))), hits.onlyFirst};
    case Outcomes::OnlySecond:
        return {words(QObject::tr("only %1 hits in the top %2").arg(second, QStringLiteral("%1"))), hits.onlySecond};
    case Outcomes::BothMiss:
        break;
    }
    return {words(QObject::tr("both miss in the top %1")), hits.neither};
}

Slice sliceOf(const Comparison& comparison, const std::vector<MarkId>& groups)
{
    QStringList names;
    std::vector<User> users;
    for (std::size_t i = 0; i < comparison.groups.size(); ++i) {
        const int group = comparison.groups[i].group;
        if (std::ranges::find(groups, MarkId{group}) == groups.end())
            continue;
        names << dotName(group, comparison.groupWidth);
        users.insert(users.end(), comparison.groupUsers[i].begin(), comparison.groupUsers[i].end());
    }
    std::ranges::sort(users);
    return {names.join(QObject::tr(" or ")), std::move(users)};
}

QString sourceOf(const Comparison& comparison)
{
    QStringList names;
    for (const ComparedRun& run : comparison.runs)
        names << run.name;
    return QObject::tr("%1, bootstrap seed %2, data %3")
        .arg(names.join(QStringLiteral(", ")))
        .arg(comparison.options.seed)
        .arg(shortHash(QString::fromStdString(comparison.runs.front().data.hash)));
}

} // namespace tastescope::ui
