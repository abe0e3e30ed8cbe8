#include "ui/pages/training/training_curves.h"

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

using Figure = std::function<double(const EpochFinished&)>;

std::vector<QPointF> pointsOf(const RunCurve& curve, const RunAxis& axis, const Figure& figure)
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

double mrrOf(const EpochFinished& epoch)
{
    return epoch.validation ? epoch.validation->mrr : std::nan("");
}

Curve mrrCurve(const SessionRun& run, const TrainingView& view)
{
    const bool focus = &run == view.focus;
    Curve curve{.name = run.name, .style = styleAmong(view, run), .points = pointsOf(run.curve, view.axis, mrrOf)};
    curve.live = isLive(run, view);
    if (const EpochFinished* best = run.curve.best(); best && focus && best->validation)
        curve.best = curve.points[static_cast<std::size_t>(best - run.curve.epochs.data())];
    if (run.record && run.record->state == RunState::Diverged && !curve.points.empty())
        curve.divergedAt = curve.points.back().x();
    return curve;
}

std::optional<Patience> patienceOf(const SessionRun& run, const RunAxis& axis)
{
    const auto* options = std::get_if<BprOptions>(&run.config.model);
    const EpochFinished* best = run.curve.best();
    if (!options || options->patience == 0 || !best || best == run.curve.last() || !best->validation)
        return std::nullopt;
    const std::vector<double> places = axis.epochPlaces(run.curve);
    const int used = run.curve.last()->epoch - best->epoch;
    return Patience{places[static_cast<std::size_t>(best - run.curve.epochs.data())], places.back(),
                    QObject::tr("%1 of %2 epochs of patience").arg(used).arg(options->patience)};
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
    if (facts->popularity.mrr > 0)
        data.references.push_back({QObject::tr("popular"), facts->popularity.mrr, {LineRole::Reference}});
    data.references.push_back({QObject::tr("chance"), facts->chance.mrr, {LineRole::Limit}});
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
        if (const auto figures = constantFigures(*run))
            data.references.push_back({run->name, figures->mrr, styleAmong(view, *run)});
        else if (!run->curve.epochs.empty())
            data.curves.push_back(mrrCurve(*run, view));
    }
    data.patience = patienceOf(*view.focus, view.axis);
    addReferences(data, *view.focus);
    return data;
}

CurveData hitCurves(const TrainingView& view)
{
    struct Cutoff
    {
        int k;
        double RankingFigures::*hit;
    };
    const SessionRun& run = *view.focus;
    CurveData data;
    data.yRange = Range{0, 1};
    data.decimals = 3;
    view.axis.describe(data);
    plan(data, view.axis, view);
    data.note = noteOf(run.curve, view.axis);
    const auto facts = factsOf(run);
    const auto constant = constantFigures(run);
    for (const Cutoff& cutoff :
         {Cutoff{10, &RankingFigures::hit10}, Cutoff{5, &RankingFigures::hit5}, Cutoff{1, &RankingFigures::hit1}}) {
        const QString name = QStringLiteral("Hit@%1").arg(cutoff.k);
        if (constant)
            data.references.push_back({name, (*constant).*cutoff.hit, styleOf(run, true)});
        if (!run.curve.epochs.empty()) {
            const auto value = [hit = cutoff.hit](const EpochFinished& epoch) {
                return epoch.validation ? (*epoch.validation).*hit : std::nan("");
            };
            data.curves.push_back({.name = name,
                                   .style = styleOf(run, true),
                                   .points = pointsOf(run.curve, view.axis, value),
                                   .live = isLive(run, view)});
        }
        if (facts)
            data.references.push_back({cutoff.k == 10 ? QObject::tr("chance @10") : QStringLiteral("@%1").arg(cutoff.k),
                                       facts->chance.*cutoff.hit,
                                       {LineRole::Limit},
                                       false});
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
    pace.unit = millions ? QObject::tr("M triplets per second") : QObject::tr("thousand triplets per second");
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
