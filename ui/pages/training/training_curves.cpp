#include "ui/pages/training/training_curves.h"

#include "core/base/epochs.h"
#include "core/models/model_kind.h"
#include "ui/pages/training/run_facts.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace tastescope::ui {

namespace {

using FigureOf = std::function<double(const EpochFinished&)>;
constexpr std::size_t fewestSeeds = 3;

using SeedRuns = std::map<std::string, std::vector<const SessionRun*>>; ///< by what they have in common

std::vector<QPointF> pointsOf(const RunCurve& curve, const RunAxis& axis, const FigureOf& figure)
{
    const std::vector<double> places = axis.epochPlaces(curve);
    std::vector<QPointF> points;
    for (std::size_t i = 0; i < places.size(); ++i)
        points.emplace_back(places[i], figure(curve.epochs[i]));
    return points;
}

/// Of the epoch that is meant; not a number where the run has no such epoch.
QPointF meantPoint(const SessionRun& run, const TrainingView& view, const FigureOf& figure)
{
    const EpochFinished* epoch = run.epoch(view.rule);
    if (!epoch)
        return {std::nan(""), std::nan("")};
    const auto place = static_cast<std::size_t>(epoch - run.curve.epochs.data());
    return {view.axis.epochPlaces(run.curve)[place], figure(*epoch)};
}

LineStyle styleOf(const SessionRun& run, bool focus)
{
    return {focus ? LineRole::Focus : run.shownSlot < 0 ? LineRole::Behind : LineRole::Run, run.shownSlot};
}

/// Beside others: the baseline dashed and thicker.
LineStyle styleAmong(const TrainingView& view, const SessionRun& run)
{
    if (run.id == view.baseline)
        return {LineRole::Baseline, run.shownSlot};
    return styleOf(run, &run == view.focus);
}

/// Named whatever its colour.
bool isTold(const TrainingView& view, const SessionRun& run)
{
    return &run == view.focus || &run == view.best || run.id == view.baseline;
}

bool isLive(const SessionRun& run, const TrainingView& view)
{
    return run.phase == RunPhase::Running || (view.whole && &run == view.focus);
}

FigureOf figureCalled(const std::string& name)
{
    return [name](const EpochFinished& epoch) { return epoch.validation.find(name).value_or(std::nan("")); };
}

Curve mrrCurve(const SessionRun& run, const TrainingView& view)
{
    const bool focus = &run == view.focus;
    const FigureOf mrr = figureCalled("mrr");
    Curve curve{.name = run.name, .style = styleAmong(view, run), .points = pointsOf(run.curve, view.axis, mrr)};
    curve.live = isLive(run, view);
    curve.meant = meantPoint(run, view, mrr);
    curve.told = isTold(view, run);
    if (const EpochFinished* best = run.curve.best(); best && focus && best->validation.mrr())
        curve.best = curve.points[static_cast<std::size_t>(best - run.curve.epochs.data())];
    if (run.record && run.record->state == RunState::Diverged && !curve.points.empty())
        curve.divergedAt = curve.points.back().x();
    return curve;
}

/// Runs in the background that differ in nothing but the seed, where there are three of them or more.
SeedRuns seedGroupsOf(const TrainingView& view)
{
    SeedRuns groups;
    for (const SessionRun* run : view.runs)
        if (!run->seedGroup.empty() && run != view.focus && run->id != view.baseline && !run->curve.epochs.empty())
            groups[run->seedGroup].push_back(run);
    std::erase_if(groups, [](const auto& group) { return group.second.size() < fewestSeeds; });
    return groups;
}

bool isIn(const SeedRuns& groups, const SessionRun& run)
{
    const auto group = groups.find(run.seedGroup);
    return group != groups.end() && std::ranges::find(group->second, &run) != group->second.end();
}

/// Their mean, in the look of the first one that has a colour, and the band from the lowest to the highest.
Curve seedCurve(const TrainingView& view, const std::vector<const SessionRun*>& seeds)
{
    const auto coloured = std::ranges::find_if(seeds, [](const SessionRun* run) { return run->shownSlot >= 0; });
    Curve curve = mrrCurve(coloured == seeds.end() ? *seeds.front() : **coloured, view);
    curve.name = QObject::tr("%1, %2").arg(curve.name, counted(static_cast<std::int64_t>(seeds.size()), "seed"));
    curve.divergedAt.reset();
    std::vector<std::vector<QPointF>> lines;
    double sum = 0;
    for (const SessionRun* run : seeds) {
        Curve one = mrrCurve(*run, view);
        sum += one.meant->y();
        curve.live = curve.live || one.live;
        curve.told = curve.told || one.told;
        lines.push_back(std::move(one.points));
    }
    curve.meant = QPointF(curve.meant->x(), sum / static_cast<double>(seeds.size()));
    setMean(curve, lines);
    return curve;
}

std::optional<Patience> patienceOf(const SessionRun& run, const RunAxis& axis)
{
    const int patience = patienceOf(run.config.model);
    const EpochFinished* best = run.curve.best();
    if (patience == 0 || !best || best == run.curve.last() || !best->validation.mrr())
        return std::nullopt;
    const std::vector<double> places = axis.epochPlaces(run.curve);
    const int from = std::max(best->epoch, patienceFrom(run.config.model));
    const int used = run.curve.last()->epoch - from;
    if (used <= 0)
        return std::nullopt; // the rate is still high, nothing is waited for
    const auto begin = std::ranges::find(run.curve.epochs, from, &EpochFinished::epoch);
    return Patience{places[static_cast<std::size_t>(begin - run.curve.epochs.begin())], places.back(),
                    QObject::tr("%1 of %2 epochs of patience").arg(used).arg(patience)};
}

void addReferences(CurveData& data, const TrainingView& view)
{
    const std::optional<RunFacts>& facts = view.facts;
    if (!facts)
        return;
    if (const auto popular = facts->popularity.mrr())
        data.references.push_back({QObject::tr("popular"), *popular, {LineRole::Reference}});
    if (const auto chance = facts->chance.mrr())
        data.references.push_back({QObject::tr("chance"), *chance, {LineRole::Limit}});
}

/// Where the run measures a metric, the largest cutoff first: what its epochs hold, or will.
std::vector<MetricColumn> cutoffsOf(const SessionRun& run, std::string_view metric)
{
    std::vector<std::string> names = figureNames(run.curve.epochs);
    if (const auto facts = factsOf(run))
        for (const std::string& name : facts->chance.names())
            if (std::ranges::find(names, name) == names.end())
                names.push_back(name);
    std::vector<MetricColumn> columns;
    for (const std::string& name : names)
        if (const auto column = metricColumn(name); column && column->metric.name == metric)
            columns.push_back(*column);
    std::ranges::sort(columns, std::greater(), &MetricColumn::k);
    return columns;
}

} // namespace

CurveData mrrCurves(const TrainingView& view)
{
    CurveData data = chartOf(view);
    data.yName = QObject::tr("MRR");
    data.notDrawn = view.notDrawn;
    data.floor = nearBest(view);
    const SeedRuns groups = seedGroupsOf(view);
    for (const SessionRun* run : view.runs) {
        if (const auto mrr = constantFigures(*run).mrr())
            data.references.push_back({run->name, *mrr, styleAmong(view, *run), true, isTold(view, *run)});
        else if (!run->curve.epochs.empty() && !isUnmeasured(*run) && !isIn(groups, *run))
            data.curves.push_back(mrrCurve(*run, view));
    }
    for (const auto& [key, seeds] : groups)
        data.curves.push_back(seedCurve(view, seeds));
    if (data.curves.empty() && data.references.empty() && isUnmeasured(*view.focus))
        data.xRange.reset(); // no axes around nothing
    data.patience = patienceOf(*view.focus, view.axis);
    addReferences(data, view);
    return data;
}

CurveData cutoffCurves(const TrainingView& view, std::string_view metric)
{
    const SessionRun& run = *view.focus;
    CurveData data = chartOf(view);
    data.yRange = Range{0, 1};
    const std::optional<RunFacts>& facts = view.facts;
    const Figures constant = constantFigures(run);
    for (const MetricColumn& column : cutoffsOf(run, metric)) {
        const QString name = ui::metricTitle(column.name);
        data.yName = name.section(QLatin1Char('@'), 0, 0) + QStringLiteral("@K");
        if (const auto value = constant.find(column.name))
            data.references.push_back({name, *value, styleOf(run, true)});
        const FigureOf figure = figureCalled(column.name);
        if (!run.curve.epochs.empty())
            data.curves.push_back({.name = name,
                                   .style = styleOf(run, true),
                                   .points = pointsOf(run.curve, view.axis, figure),
                                   .live = isLive(run, view),
                                   .meant = meantPoint(run, view, figure)});
        if (const auto chance = facts ? facts->chance.find(column.name) : std::nullopt)
            data.references.push_back({QObject::tr("chance @%1").arg(column.k), *chance, {LineRole::Limit}, false});
    }
    if (data.curves.empty() && isUnmeasured(run))
        data.xRange.reset();
    return data;
}

CurveData lossCurves(const TrainingView& view)
{
    const SessionRun& run = *view.focus;
    CurveData data = chartOf(view);
    const bool isOfWords = modelKind(run.config.model).needsTimes; // a cross entropy over the items
    data.yName = isOfWords ? QObject::tr("training loss, nats") : QObject::tr("training loss, mean softplus");
    if (run.curve.epochs.empty() && run.curve.ticks.empty()) {
        data.xRange.reset(); // no axes around nothing
        return data;
    }
    const FigureOf loss = [](const EpochFinished& epoch) { return epoch.trainLoss; };
    Curve curve{.name = QObject::tr("train"),
                .style = styleOf(run, true),
                .points = pointsOf(run.curve, view.axis, loss),
                .live = isLive(run, view),
                .meant = meantPoint(run, view, loss)};
    const std::vector<double> places = view.axis.tickPlaces(run.curve);
    for (std::size_t i = 0; i < places.size(); ++i)
        curve.raw.emplace_back(places[i], run.curve.ticks[i].loss);
    if (run.record && run.record->state == RunState::Diverged && !curve.points.empty())
        curve.divergedAt = curve.points.back().x();
    data.curves.push_back(std::move(curve));
    for (const SessionRun* other : view.runs)
        if (other->isImported() && other != &run && !other->curve.epochs.empty())
            data.curves.push_back({.name = other->name,
                                   .style = styleAmong(view, *other),
                                   .points = pointsOf(other->curve, view.axis, loss)});
    if (!isOfWords)
        data.references.push_back({QObject::tr("ln 2, untrained"), std::numbers::ln2, {LineRole::Limit}, false});
    return data;
}

namespace {

/// Samples per second over time: by ticks, or by epochs where those are shorter than a tick.
std::vector<QPointF> pacePoints(const RunCurve& curve, const RunAxis& time)
{
    std::vector<QPointF> points;
    const bool byTicks = curve.ticks.size() >= curve.epochs.size();
    const std::vector<double> places = byTicks ? time.tickPlaces(curve) : time.epochPlaces(curve);
    for (std::size_t i = 0; i < places.size(); ++i)
        points.emplace_back(places[i], byTicks ? curve.ticks[i].samplesPerSecond : curve.epochs[i].samplesPerSecond);
    return points;
}

} // namespace

PaceCurve paceCurve(const TrainingView& view)
{
    const SessionRun& run = *view.focus;
    const RunAxis time(RunScale::Time, view.whole ? std::vector{view.whole} : view.runs);
    std::vector<QPointF> points = pacePoints(run.curve, time);
    double fastest = 0;
    for (const QPointF& point : points)
        fastest = std::max(fastest, point.y());
    const bool millions = fastest >= 1e6;
    const double unit = millions ? 1e6 : 1e3;
    PaceCurve pace;
    const QString sample = run.curve.start ? QString::fromStdString(run.curve.start->sample) : QObject::tr("samples");
    pace.unit = (millions ? QObject::tr("M %1 per second") : QObject::tr("thousand %1 per second")).arg(sample);
    time.describe(pace.data);
    pace.data.yName = pace.unit;
    if (view.whole)
        plan(pace.data, time, view);
    pace.data.decimals = 1;
    if (points.empty()) {
        pace.unit.clear();
        pace.data.xRange.reset(); // no axes around nothing
        return pace;
    }
    const double step = niceStep(1.2 * fastest / unit, 3);
    pace.data.yRange = Range{0, std::ceil(1.2 * fastest / unit / step) * step};
    for (QPointF& point : points)
        point.setY(point.y() / unit);
    pace.data.curves.push_back(
        {.name = run.name, .style = styleOf(run, false), .points = std::move(points), .labelled = false});
    return pace;
}

} // namespace tastescope::ui
