#include "ui/pages/training/training_view.h"

#include "ui/session/numbers.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr std::size_t mostRuns = 12;

const SessionRun* bestOf(const std::vector<const SessionRun*>& runs, const ValueRule& rule)
{
    const SessionRun* best = nullptr;
    double highest = 0;
    for (const SessionRun* run : runs)
        if (const auto mrr = figuresOf(*run, rule).mrr(); mrr && (!best || *mrr > highest)) {
            best = run;
            highest = *mrr;
        }
    return best;
}

/// How many users there are, chance and popularity belong to the data and its lists: where a run ended before it told,
/// another one knows.
std::optional<RunFacts> factsFor(const std::deque<SessionRun>& runs, const SessionRun* focus)
{
    if (!focus || factsOf(*focus))
        return focus ? factsOf(*focus) : std::nullopt;
    for (const SessionRun& run : runs)
        if (run.config.negatives == focus->config.negatives && isSameData(run.data, focus->data))
            if (const auto facts = factsOf(run))
                return facts;
    return std::nullopt;
}

/// It has something to draw.
bool hasFigures(const SessionRun& run)
{
    return !run.curve.epochs.empty() || (run.record && run.record->validation);
}

QString meantName(const ValueRule& rule)
{
    return rule.rule == ValueRule::Rule::Best   ? QObject::tr("best")
           : rule.rule == ValueRule::Rule::Last ? QObject::tr("last")
                                                : QObject::tr("epoch %1:").arg(rule.epoch);
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

} // namespace

TrainingView viewOf(const std::deque<SessionRun>& runs, const SessionRun* focus, const TrainingChoice& choice)
{
    std::vector<const SessionRun*> candidates; // the newest first, after those that are shown in any case
    if (focus)
        candidates.push_back(focus);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const bool isBesideIt =
            run->isImported() && focus && modelName(focus->config.model) == modelName(run->config.model);
        const bool ofOpenData = !run->hidden && ((!run->otherData && run->dataset) || isBesideIt);
        const bool isLetThrough = run->id == choice.baseline || !choice.passes || choice.passes(*run);
        if (&*run != focus && ofOpenData && isLetThrough)
            candidates.push_back(&*run);
    }
    const SessionRun* best = bestOf(candidates, choice.rule);
    const auto order = [&](const SessionRun* run) {
        return run == focus ? 0 : run->id == choice.baseline ? 1 : run == best ? 2 : run->shownSlot >= 0 ? 3 : 4;
    };
    std::ranges::stable_sort(candidates, {}, order);
    const auto beyond = candidates.begin() + static_cast<std::ptrdiff_t>(std::min(mostRuns, candidates.size()));
    const auto notDrawn = std::count_if(beyond, candidates.end(), [](const auto* run) { return hasFigures(*run); });
    candidates.erase(beyond, candidates.end());
    return {focus,       candidates, RunAxis(choice.scale, candidates), choice.baseline,
            choice.rule, best,       static_cast<int>(notDrawn),        factsFor(runs, focus)};
}

std::optional<double> nearBest(const TrainingView& view)
{
    const auto isLearning = [](const SessionRun* run) { return run->phase == RunPhase::Running; };
    if (!view.best || view.whole || std::ranges::any_of(view.runs, isLearning))
        return std::nullopt;
    const auto& record = view.best->record;
    const auto best = figuresOf(*view.best, view.rule).mrr();
    const auto interval = record && record->validation ? record->validation->mrr() : std::nullopt;
    if (!best || !interval)
        return std::nullopt;
    const auto focus = figuresOf(*view.focus, view.rule).mrr();
    return std::min(*best, focus.value_or(*best)) - nearIntervals * (interval->high - interval->low);
}

TrainingView replayed(TrainingView view, const SessionRun& part)
{
    view.whole = view.focus;
    std::ranges::replace(view.runs, view.focus, &part);
    if (view.best == view.focus)
        view.best = &part;
    view.focus = &part;
    return view;
}

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

CurveData chartOf(const TrainingView& view)
{
    CurveData data;
    view.axis.describe(data);
    plan(data, view.axis, view);
    data.note = noteOf(view.focus->curve, view.axis);
    data.meantName = meantName(view.rule);
    return data;
}

} // namespace tastescope::ui
