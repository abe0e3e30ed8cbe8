// The dots and lines of a sweep: a trial each.
#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace tastescope::ui {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t mostChoices = 5; // values of a number that read as choices

DotState stateOf(TrialPhase phase)
{
    switch (phase) {
    case TrialPhase::Finished:
        return DotState::Finished;
    case TrialPhase::EarlyStopped:
    case TrialPhase::Stopped:
        return DotState::StoppedEarly;
    case TrialPhase::Diverged:
    case TrialPhase::Failed:
        return DotState::Diverged;
    default:
        return DotState::Running;
    }
}

Dot dotOf(const SweepView& view, const SweepTrial& trial)
{
    Dot dot;
    dot.id = trial.id;
    dot.name = view.name(trial.id);
    dot.y = view.value(trial).value_or(unknown);
    if (const auto slot = view.colours.find(trial.id); slot != view.colours.end())
        dot.slot = slot->second;
    dot.state = stateOf(trial.phase);
    dot.tiedWithBest = view.isTied(trial.id);
    return dot;
}

/// A trial that waits is nowhere yet.
bool isShown(const SweepView& view, const SweepTrial& trial)
{
    return view.value(trial) || stateOf(trial.phase) == DotState::Diverged;
}

/// One a point: the mean of its seeds with whiskers. placeOf: where a trial of it stands.
template<typename Place>
std::vector<Dot> pointDots(const SweepView& view, const Place& placeOf)
{
    std::vector<Dot> dots;
    for (const SeedGroup& group : view.seedGroups()) {
        const SweepTrial* best = nullptr; // stands for the point: the same one in every chart
        for (const int id : group.trials)
            if (const SweepTrial* trial = view.live->find(id);
                trial && (!best || *view.value(*trial) > *view.value(*best)))
                best = trial;
        if (!best)
            continue;
        Dot dot = dotOf(view, *best);
        dot.x = placeOf(*best);
        dot.y = group.value.value;
        if (group.trials.size() > 1)
            dot.interval = Range{group.value.low, group.value.high};
        dots.push_back(dot);
    }
    return dots;
}

std::optional<DotZone> zoneOf(const SweepView& view)
{
    if (!view.facts)
        return std::nullopt;
    const auto zones = view.facts->zones.find(view.axis);
    if (zones == view.facts->zones.end())
        return std::nullopt;
    const AxisZones& found = zones->second;
    return DotZone{{found.low, found.high},
                   found.below > 0 ? QObject::tr("too small") : QString(),
                   found.trials > 1 ? QObject::tr("as good as best") : QObject::tr("best"),
                   found.above > 0 ? QObject::tr("too large") : QString()};
}

std::set<OptionValue> valuesOf(const SweepView& view, const std::string& option)
{
    std::set<OptionValue> values;
    for (const SweepTrial& trial : view.trials())
        values.insert(optionOf(view.live->sweep, trial, option));
    return values;
}

ParallelAxis parallelAxis(const SweepView& view, const std::string& option)
{
    const OptionInfo info = optionInfo(view.live->sweep, option);
    ParallelAxis axis;
    axis.name = optionWords(info);
    const std::set<OptionValue> values = valuesOf(view, option);
    if (info.kind == OptionKind::Choice || values.size() <= mostChoices) {
        axis.kind = AxisKind::Choice;
        for (const OptionValue& value : values)
            axis.choices << valueText(value);
    } else if (info.logarithmic && numberOf(*values.begin()) > 0) {
        axis.kind = AxisKind::Logarithmic;
    }
    axis.format.exact = true;
    return axis;
}

/// A trial about to diverge can lose more than all others together: what lies far above most stands at the end.
std::optional<Range> lossRange(const SweepView& view)
{
    std::vector<double> losses;
    for (const SweepTrial& trial : view.trials())
        if (const EpochFinished* best = trial.bestEpoch(); best && std::isfinite(best->trainLoss))
            losses.push_back(best->trainLoss);
    if (losses.size() < 4)
        return std::nullopt;
    std::ranges::sort(losses);
    const double lower = losses[losses.size() / 4];
    const double upper = losses[losses.size() * 3 / 4];
    const double fence = upper + 3 * (upper - lower);
    if (losses.back() <= fence)
        return std::nullopt;
    const auto inside = std::ranges::upper_bound(losses, fence);
    return Range{losses.front(), *std::prev(inside)};
}

/// Of the values near the best; none: all trials are.
std::optional<Range> nearRange(const SweepView& view)
{
    const auto near = view.nearBest();
    if (!near)
        return std::nullopt;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    bool hasFar = false;
    for (const SweepTrial& trial : view.trials())
        if (const auto value = view.value(trial); value && stateOf(trial.phase) != DotState::Diverged) {
            hasFar = hasFar || *value < *near;
            low = *value < *near ? low : std::min(low, *value);
            high = std::max(high, *value);
        }
    return hasFar && low < high ? std::optional(Range{low, high}) : std::nullopt;
}

double placeOn(const ParallelAxis& axis, const OptionValue& value)
{
    return axis.kind == AxisKind::Choice ? static_cast<double>(axis.choices.indexOf(valueText(value)))
                                         : numberOf(value);
}

MapAxis mapAxis(const SweepView& view, const std::string& option)
{
    const OptionInfo info = optionInfo(view.live->sweep, option);
    MapAxis axis;
    axis.name = optionWords(info);
    axis.logarithmic = info.logarithmic;
    const std::set<OptionValue> values = valuesOf(view, option);
    if (info.kind == OptionKind::Choice || values.size() <= mostChoices)
        for (const OptionValue& value : values)
            axis.choices << valueText(value);
    return axis;
}

double placeOn(const MapAxis& axis, const OptionValue& value)
{
    return axis.choices.isEmpty() ? numberOf(value) : static_cast<double>(axis.choices.indexOf(valueText(value)));
}

} // namespace

DotData historyDots(const SweepView& view)
{
    DotData data;
    const bool alone = view.live->sweep.config.seeds == 1;
    const auto placeOf = [alone](const SweepTrial& trial) { return alone ? trial.id : trial.point + 1.0; };
    data.xName = alone ? QObject::tr("trial") : QObject::tr("point");
    data.yName = view.title();
    data.wholeX = true;
    double last = 2;
    for (const SweepTrial& trial : view.trials())
        last = std::max(last, placeOf(trial));
    data.xRange = Range{1, last};
    data.bestLine = QObject::tr("best so far");
    data.fenced = true;
    if (!alone)
        data.dots = pointDots(view, placeOf);
    for (const SweepTrial& trial : view.trials()) {
        if (!isShown(view, trial) || (!alone && stateOf(trial.phase) != DotState::Diverged))
            continue;
        data.dots.push_back(dotOf(view, trial));
        data.dots.back().x = placeOf(trial);
        if (alone)
            data.dots.back().interval = view.interval(trial);
    }
    return data;
}

DotData sliceDots(const SweepView& view)
{
    DotData data;
    const OptionInfo info = optionInfo(view.live->sweep, view.axis);
    data.xName = optionWords(info);
    data.yName = view.title();
    data.xFormat.exact = true;
    data.logarithmicX = info.logarithmic;
    data.wholeX = info.kind == OptionKind::Integer;
    for (const SearchAxis& axis : view.live->sweep.config.space.axes)
        if (axis.name == view.axis && axis.values.empty())
            data.xRange = Range{axis.low, axis.high};
    data.fenced = true;
    data.placeable = true;
    data.zone = zoneOf(view);
    if (view.live->sweep.config.seeds > 1)
        data.dots = pointDots(view, [&](const SweepTrial& trial) { return view.place(trial); });
    for (const SweepTrial& trial : view.trials()) {
        const bool alone = view.live->sweep.config.seeds == 1;
        if (!isShown(view, trial) || (!alone && stateOf(trial.phase) != DotState::Diverged))
            continue;
        Dot dot = dotOf(view, trial);
        dot.x = view.place(trial);
        if (alone)
            dot.interval = view.interval(trial);
        data.dots.push_back(dot);
    }
    for (const Dot& dot : data.dots) // points that people added outside of what was searched
        if (data.xRange)
            data.xRange = Range{std::min(data.xRange->low, dot.x), std::max(data.xRange->high, dot.x)};
    return data;
}

ParallelData parallelLines(const SweepView& view, bool all)
{
    ParallelData data;
    const std::vector<std::string> options = varyingOptions(view.live->sweep);
    for (const std::string& option : options)
        data.axes.push_back(parallelAxis(view, option));
    const bool hasLoss = std::ranges::any_of(view.trials(), [](const SweepTrial& trial) { return trial.bestEpoch(); });
    if (hasLoss)
        data.axes.push_back({.name = QObject::tr("train loss"), .range = lossRange(view)});
    data.axes.push_back({.name = view.title(), .range = all ? std::nullopt : nearRange(view)});
    for (const SweepTrial& trial : view.trials()) {
        const auto value = view.value(trial);
        if (!value || stateOf(trial.phase) == DotState::Diverged)
            continue;
        ParallelLine line;
        line.id = trial.id;
        line.name = view.name(trial.id);
        for (std::size_t i = 0; i < options.size(); ++i)
            line.values.push_back(placeOn(data.axes[i], optionOf(view.live->sweep, trial, options[i])));
        if (hasLoss)
            line.values.push_back(trial.bestEpoch() ? trial.bestEpoch()->trainLoss : unknown);
        line.values.push_back(*value);
        data.lines.push_back(std::move(line));
    }
    return data;
}

MapData parameterMap(const SweepView& view, const std::string& x, const std::string& y)
{
    MapData data;
    data.x = mapAxis(view, x);
    data.y = mapAxis(view, y);
    data.valueName = view.title();
    for (const SweepTrial& trial : view.trials()) {
        if (trial.phase == TrialPhase::Waiting || stateOf(trial.phase) == DotState::Diverged)
            continue;
        data.points.push_back({trial.id, view.name(trial.id), placeOn(data.x, optionOf(view.live->sweep, trial, x)),
                               placeOn(data.y, optionOf(view.live->sweep, trial, y)),
                               view.value(trial).value_or(unknown)});
    }
    return data;
}

} // namespace tastescope::ui
