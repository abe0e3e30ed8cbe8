#include "ui/pages/training/training_curves.h"

#include "core/base/epochs.h"
#include "ui/pages/training/run_facts.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace tastescope::ui {

namespace {

constexpr std::size_t mostRuns = 12;

using FigureOf = std::function<double(const EpochFinished&)>;

std::vector<QPointF> pointsOf(const RunCurve& curve, const RunAxis& axis, const FigureOf& figure)
{
    const std::vector<double> places = axis.epochPlaces(curve);
    std::vector<QPointF> points;
    for (std::size_t i = 0; i < places.size(); ++i)
        points.emplace_back(places[i], figure(curve.epochs[i]));
    return points;
}

LineStyle styleOf(const SessionRun& run, bool focus)
{
    return {focus ? LineRole::Focus : run.slot < 0 ? LineRole::Behind : LineRole::Run, run.slot};
}

/// Beside others: the baseline dashed and thicker; of runs with the same colour only the first one keeps it.
LineStyle styleAmong(const TrainingView& view, const SessionRun& run)
{
    if (run.id == view.baseline)
        return {LineRole::Baseline, run.slot};
    for (const SessionRun* other : view.runs) {
        if (other == &run)
            break;
        if (other->slot == run.slot)
            return {LineRole::Behind, run.slot};
    }
    return styleOf(run, &run == view.focus);
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
    Curve curve{.name = run.name,
                .style = styleAmong(view, run),
                .points = pointsOf(run.curve, view.axis, figureCalled("mrr"))};
    curve.live = isLive(run, view);
    if (const EpochFinished* best = run.curve.best(); best && focus && best->validation.mrr())
        curve.best = curve.points[static_cast<std::size_t>(best - run.curve.epochs.data())];
    if (run.record && run.record->state == RunState::Diverged && !curve.points.empty())
        curve.divergedAt = curve.points.back().x();
    return curve;
}

std::optional<Patience> patienceOf(const SessionRun& run, const RunAxis& axis)
{
    const int patience = patienceOf(run.config.model);
    const EpochFinished* best = run.curve.best();
    if (patience == 0 || !best || best == run.curve.last() || !best->validation.mrr())
        return std::nullopt;
    const std::vector<double> places = axis.epochPlaces(run.curve);
    const int used = run.curve.last()->epoch - best->epoch;
    return Patience{places[static_cast<std::size_t>(best - run.curve.epochs.data())], places.back(),
                    QObject::tr("%1 of %2 epochs of patience").arg(used).arg(patience)};
}

/// The time of an epoch, or the epoch of a time: whichever the axis does not say.
std::function<QString(double)> noteOf(const RunCurve& curve, const RunAxis& axis)
{
    const std::vector<double> seconds = secondsAtEpochs(curve);
    std::vector<QPointF> byPlace;
    const std::vector<double> places = axis.epochPlaces(curve);
    for (std::size_t i = 0; i < places.size(); ++i)
        byPlace.emplace_back(places[i], axis.scale() == RunScale::Epoch ? seconds[i] : curve.epochs[i].epoch);
    return [byPlace, isTime = axis.scale() == RunScale::Epoch](double x) {
        const auto nearest = nearestPoint(byPlace, x);
        if (!nearest)
            return QString();
        return isTime ? duration(nearest->y()) : QObject::tr("epoch %1").arg(nearest->y());
    };
}

void addReferences(CurveData& data, const SessionRun& focus)
{
    const auto facts = factsOf(focus);
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

/// Where the focus was going to end; a replay also keeps the room of what it has not shown yet.
void plan(CurveData& data, const RunAxis& axis, const TrainingView& view)
{
    const auto extend = [&data](const std::optional<Range>& range) {
        if (range && (!data.xRange || range->high > data.xRange->high))
            data.xRange = range;
    };
    extend(axis.planned(view.focus->curve));
    if (!view.whole)
        return;
    if (const std::vector<double> places = axis.epochPlaces(view.whole->curve); !places.empty())
        extend(Range{data.xRange ? data.xRange->low : places.front(), places.back()});
}

} // namespace

TrainingView viewOf(const std::deque<SessionRun>& runs, const SessionRun* focus, RunScale scale, int baseline)
{
    const auto isShown = [&](const SessionRun& run) {
        return &run != focus && !run.hidden && !run.otherData && run.dataset;
    };
    std::vector<const SessionRun*> shown;
    if (focus)
        shown.push_back(focus);
    for (const SessionRun& run : runs)
        if (run.id == baseline && isShown(run))
            shown.push_back(&run);
    for (auto run = runs.rbegin(); run != runs.rend() && shown.size() < mostRuns; ++run)
        if (isShown(*run) && run->id != baseline)
            shown.push_back(&*run);
    return {focus, shown, RunAxis(scale, shown), baseline};
}

TrainingView replayed(TrainingView view, const SessionRun& part)
{
    view.whole = view.focus;
    std::ranges::replace(view.runs, view.focus, &part);
    view.focus = &part;
    return view;
}

CurveData mrrCurves(const TrainingView& view)
{
    CurveData data;
    view.axis.describe(data);
    plan(data, view.axis, view);
    data.note = noteOf(view.focus->curve, view.axis);
    for (const SessionRun* run : view.runs) {
        if (const auto mrr = constantFigures(*run).mrr())
            data.references.push_back({run->name, *mrr, styleAmong(view, *run)});
        else if (!run->curve.epochs.empty())
            data.curves.push_back(mrrCurve(*run, view));
    }
    data.patience = patienceOf(*view.focus, view.axis);
    addReferences(data, *view.focus);
    return data;
}

CurveData cutoffCurves(const TrainingView& view, std::string_view metric)
{
    const SessionRun& run = *view.focus;
    CurveData data;
    data.yRange = Range{0, 1};
    data.decimals = 3;
    view.axis.describe(data);
    plan(data, view.axis, view);
    data.note = noteOf(run.curve, view.axis);
    const auto facts = factsOf(run);
    const Figures constant = constantFigures(run);
    bool isLargest = true;
    for (const MetricColumn& column : cutoffsOf(run, metric)) {
        const QString name = ui::metricTitle(column.name);
        if (const auto value = constant.find(column.name))
            data.references.push_back({name, *value, styleOf(run, true)});
        if (!run.curve.epochs.empty())
            data.curves.push_back({.name = name,
                                   .style = styleOf(run, true),
                                   .points = pointsOf(run.curve, view.axis, figureCalled(column.name)),
                                   .live = isLive(run, view)});
        if (const auto chance = facts ? facts->chance.find(column.name) : std::nullopt) {
            const QString at = QStringLiteral("@%1").arg(column.k);
            const QString label = isLargest ? QObject::tr("chance %1").arg(at) : at;
            data.references.push_back({label, *chance, {LineRole::Limit}, false});
        }
        isLargest = false;
    }
    return data;
}

CurveData lossCurves(const TrainingView& view)
{
    const SessionRun& run = *view.focus;
    CurveData data;
    view.axis.describe(data);
    plan(data, view.axis, view);
    data.note = noteOf(run.curve, view.axis);
    if (run.curve.epochs.empty() && run.curve.ticks.empty()) {
        data.xRange.reset(); // no axes around nothing
        return data;
    }
    Curve curve{.name = QObject::tr("train"),
                .style = styleOf(run, true),
                .points = pointsOf(run.curve, view.axis, [](const EpochFinished& epoch) { return epoch.trainLoss; }),
                .live = isLive(run, view)};
    const std::vector<double> places = view.axis.tickPlaces(run.curve);
    for (std::size_t i = 0; i < places.size(); ++i)
        curve.raw.emplace_back(places[i], run.curve.ticks[i].loss);
    if (run.record && run.record->state == RunState::Diverged && !curve.points.empty())
        curve.divergedAt = curve.points.back().x();
    data.curves.push_back(std::move(curve));
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
        {.name = run.name, .style = {LineRole::Run, run.slot}, .points = std::move(points), .labelled = false});
    return pace;
}

} // namespace tastescope::ui
