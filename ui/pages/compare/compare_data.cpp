#include "ui/pages/compare/compare_data.h"

#include "ui/parts/report/figure_source.h"
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
    const LineRole role = inFront ? LineRole::Focus : run.shownSlot < 0 ? LineRole::Behind : LineRole::Run;
    Curve curve{.name = run.name, .style = {role, run.shownSlot}, .points = {}, .told = true};
    for (const EpochFinished& epoch : run.curve.epochs)
        curve.points.emplace_back(epoch.epoch, valueOf(epoch, metric));
    if (const EpochFinished* best = run.curve.best()) {
        curve.meant = QPointF(best->epoch, valueOf(*best, metric)); // whose results are compared
        if (inFront)
            curve.best = curve.meant;
    }
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

QString comparedProtocol(const Comparison& comparison)
{
    if (comparison.protocol == Protocol::Full)
        return QObject::tr("the whole catalogue, without what the user likes in train and test");
    return protocolWords(comparison.runs.front().config.negatives);
}

namespace {

/// From where on figures are near what is compared: a few 95 % intervals below the lower best. None: a run is learning,
/// or no interval is known.
std::optional<double> nearBest(const std::string& metric, const std::vector<const SessionRun*>& runs)
{
    std::optional<double> lowest;
    double interval = 0;
    for (const SessionRun* run : runs) {
        const auto value =
            run->record && run->record->validation ? run->record->validation->model.find(metric) : std::nullopt;
        if (run->phase == RunPhase::Running || !value)
            return std::nullopt;
        if (run->curve.epochs.empty())
            continue; // a value that holds everywhere is named at the rim
        lowest = std::min(lowest.value_or(value->value), value->value);
        interval = std::max(interval, value->high - value->low);
    }
    return lowest ? std::optional(*lowest - nearIntervals * interval) : std::nullopt;
}

} // namespace

CurveData comparedCurves(const Comparison& comparison, const std::vector<const SessionRun*>& runs)
{
    CurveData data;
    data.xName = QObject::tr("epoch");
    data.yName = metricTitle(comparison.metric);
    data.meantName = QObject::tr("best");
    if (comparison.protocol == Protocol::Full)
        return data; // no epoch is ranked in full
    data.floor = nearBest(comparison.metric, runs);
    bool inFront = true;
    for (const SessionRun* run : runs) {
        if (!run->curve.epochs.empty()) {
            data.curves.push_back(curveOf(*run, comparison.metric, std::exchange(inFront, false)));
        } else if (const auto value = run->record && run->record->validation
                                          ? run->record->validation->model.find(comparison.metric)
                                          : std::nullopt) {
            data.references.push_back({run->name,
                                       value->value,
                                       {run->shownSlot < 0 ? LineRole::Behind : LineRole::Run, run->shownSlot},
                                       true,
                                       true});
        }
    }
    return data;
}

IntervalData differences(const Comparison& comparison)
{
    IntervalData data;
    data.valueName = QObject::tr("difference in %1").arg(comparedTitle(comparison));
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

std::vector<ShownFigure> differenceFigures(const Comparison& comparison)
{
    std::vector<ShownFigure> figures;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const QString& first = comparison.runs[comparison.pairs[i].a].name;
        const QString& second = comparison.runs[comparison.pairs[i].b].name;
        const double difference = comparison.results[i].difference;
        const std::string name = (comparison.protocol == Protocol::Full ? "full-" : "") + comparison.metric;
        figures.push_back({figure::ofRuns(first, second, name), difference});
        figures.push_back({figure::ofRuns(second, first, name), -difference});
    }
    return figures;
}

DotData differencesByNeighbours(const Comparison& comparison)
{
    DotData data;
    data.xName = QObject::tr("neighbours");
    data.yName = QObject::tr("difference in %1").arg(comparedTitle(comparison));
    data.markName = QObject::tr("group of users");
    data.marksName = QObject::tr("groups of users");
    data.yFormat.withSign = true;
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

SlopeData slopes(const Comparison& comparison, const TwoLists& lists, const Dataset& dataset, int k)
{
    const auto itemsOf = [&](const std::vector<Ranked::Entry>& list) {
        std::vector<RankedItem> items;
        items.reserve(list.size());
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

QString measuredWords(const Comparison& comparison)
{
    const std::int64_t users = comparison.results.front().users;
    if (comparison.users.isAll())
        return QObject::tr("%1 users").arg(count(users));
    return QObject::tr("%1 of %2 users measured")
        .arg(count(users), count(static_cast<std::int64_t>(comparison.users.users().size())));
}

Headline headline(const Comparison& comparison)
{
    const PairedComparison& result = comparison.results.front();
    const ComparedRun& first = comparison.runs[0];
    const ComparedRun& second = comparison.runs[1];
    const QString title = comparedTitle(comparison);
    const QString rest =
        QObject::tr("paired over %1, %2 resamples").arg(measuredWords(comparison), count(result.resamples));
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
    FigureSource source;
    for (const ComparedRun& run : comparison.runs)
        source.runs << namedBySeed(run.name, run.config.model);
    source.protocol = comparedProtocol(comparison);
    source.measured = QObject::tr("n = %1").arg(measuredWords(comparison));
    source.method = QObject::tr("paired bootstrap with seed %1").arg(comparison.options.seed);
    source.data = dataWords(comparison.runs.front().data);
    return sourceText(source);
}

} // namespace tastescope::ui
