#include "ui/pages/sweep/sweep_view.h"

#include "core/experiment/sweep_plan.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

double SweepView::place(const SweepTrial& of) const
{
    return numberOf(optionOf(live->sweep, of, axis));
}

LineStyle SweepView::style(int id, LineRole role) const
{
    const auto slot = colours.find(id);
    return slot == colours.end() ? LineStyle{LineRole::Behind, 0} : LineStyle{role, slot->second};
}

bool SweepView::isTied(int id) const
{
    const TrialVerdict* verdict = facts ? facts->verdictOf(id) : nullptr;
    return verdict && verdict->asGoodAsBest;
}

std::optional<Zone> SweepView::zoneOf(const SweepTrial& of) const
{
    if (!facts)
        return std::nullopt;
    const auto zones = facts->zones.find(axis);
    const TrialVerdict* verdict = facts->verdictOf(of.id);
    const bool isJudged = verdict && (verdict->againstBest || verdict->asGoodAsBest);
    if (zones == facts->zones.end() || (!isJudged && of.phase != TrialPhase::Diverged))
        return std::nullopt;
    return zones->second.zoneOf(place(of));
}

QString optionTitle(const OptionInfo& info)
{
    return QString::fromStdString(info.title);
}

QString optionWords(const OptionInfo& info)
{
    return withinSentence(optionTitle(info));
}

QString valueText(const OptionValue& value)
{
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return count(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return shortest(*real);
    return QString::fromStdString(std::get<std::string>(value));
}

std::vector<std::string> numericAxes(const Sweep& sweep)
{
    std::vector<std::string> names = varyingOptions(sweep);
    std::erase_if(names, [&](const std::string& name) { return optionInfo(sweep, name).kind == OptionKind::Choice; });
    const auto rank = [&](const std::string& name) {
        return name == "learning_rate" ? 0 : optionInfo(sweep, name).logarithmic ? 1 : 2;
    };
    std::ranges::stable_sort(names, [&](const auto& one, const auto& other) { return rank(one) < rank(other); });
    return names;
}

int neighbourOf(const SweepView& view, int trial)
{
    const SweepTrial* here = view.live->find(trial);
    if (!here || view.axis.empty())
        return 0;
    const bool logarithmic = optionInfo(view.live->sweep, view.axis).logarithmic;
    const auto position = [&](const SweepTrial& other) {
        const double place = view.place(other);
        return logarithmic && place > 0 ? std::log(place) : place;
    };
    int nearest = 0;
    double distance = 0;
    for (const SweepTrial& other : view.trials()) {
        const double away = std::abs(position(other) - position(*here));
        if (other.phase != TrialPhase::Finished || !(away > 0) || (nearest != 0 && away >= distance))
            continue;
        nearest = other.id;
        distance = away;
    }
    return nearest;
}

namespace {

std::vector<QPointF> epochPoints(const SweepView& view, const SweepTrial& trial)
{
    std::vector<QPointF> points;
    for (const EpochFinished& epoch : trial.record->epochs)
        if (const auto value = view.valueAt(epoch))
            points.emplace_back(epoch.epoch, *value);
    return points;
}

CurveData trialCurves(const SweepView& view)
{
    CurveData data;
    data.floor = view.nearBest();
    data.xName = QObject::tr("epoch");
    data.yName = view.title();
    data.meantName = view.rule.rule == ValueRule::Rule::Best ? QObject::tr("best") : wordsOf(view.rule);
    for (const SweepTrial& trial : view.trials()) {
        if (epochsDone(trial) == 0 || !view.valueAt(trial.record->epochs.front()))
            continue;
        const bool live = trial.phase == TrialPhase::Running;
        Curve curve;
        curve.name = view.name(trial.id);
        curve.style = view.style(trial.id, trial.id == view.trial ? LineRole::Focus : LineRole::Run);
        curve.told = trial.id == view.trial || trial.id == view.best;
        curve.live = live;
        curve.points = epochPoints(view, trial);
        if (const EpochFinished* epoch = chosenEpoch(trial.record->epochs, view.rule); epoch && view.valueAt(*epoch))
            curve.meant = QPointF(epoch->epoch, *view.valueAt(*epoch)); // what stands for the trial, everywhere
        if (trial.phase == TrialPhase::Diverged)
            curve.divergedAt = epochsDone(trial) + 1;
        data.curves.push_back(std::move(curve));
    }
    if (data.curves.empty())
        return {}; // no axes either
    for (const auto& [trial, epochs] : view.live->epochs)
        if (epochs > 1)
            data.xRange = Range{1, static_cast<double>(epochs)};
    // What is looked at lies above the others.
    std::stable_partition(data.curves.begin(), data.curves.end(),
                          [](const Curve& curve) { return curve.style.role == LineRole::Behind; });
    return data;
}

/// Of the seeds of a point, at the epochs all of them have: the mean, the lowest and the highest.
Curve pointCurve(const SweepView& view, const std::vector<const SweepTrial*>& seeds)
{
    const SweepTrial* shown = *std::ranges::max_element(
        seeds, {}, [&](const SweepTrial* trial) { return view.value(*trial).value_or(-1); }); // as in the slice
    const bool isInFront = std::ranges::find(seeds, view.trial, &SweepTrial::id) != seeds.end();
    Curve curve;
    curve.name =
        QObject::tr("%1, %2").arg(view.name(shown->id), counted(static_cast<std::int64_t>(seeds.size()), "seed"));
    curve.style = view.style(shown->id, isInFront ? LineRole::Focus : LineRole::Run);
    curve.told = isInFront || std::ranges::find(seeds, view.best, &SweepTrial::id) != seeds.end();
    std::vector<std::vector<QPointF>> lines;
    lines.reserve(seeds.size());
    for (const SweepTrial* trial : seeds)
        lines.push_back(epochPoints(view, *trial));
    setMean(curve, lines);
    return curve;
}

} // namespace

CurveData allCurves(const SweepView& view)
{
    CurveData data = trialCurves(view);
    if (view.live->sweep.config.seeds < 2)
        return data;
    std::map<int, std::vector<const SweepTrial*>> points;
    for (const SweepTrial& trial : view.trials())
        if (epochsDone(trial) > 0 && trial.phase != TrialPhase::Diverged && view.valueAt(trial.record->epochs.front()))
            points[trial.point].push_back(&trial);
    data.curves.clear();
    data.meantName.clear(); // each seed has a best epoch of its own
    for (const auto& [point, seeds] : points)
        data.curves.push_back(pointCurve(view, seeds));
    std::stable_partition(data.curves.begin(), data.curves.end(),
                          [](const Curve& curve) { return curve.style.role == LineRole::Behind; });
    return data;
}

QString whyNoValues(const SweepView& view)
{
    const bool isComing = !view.facts && view.live->sweep.best != 0 && !isMeasuredInTraining(view.measure);
    return isComing ? QObject::tr("%1 of the finished trials is being measured.").arg(view.title())
                    : QObject::tr("The first epoch is not finished yet.");
}

QString whyNoCurves(const SweepView& view)
{
    return isMeasuredInTraining(view.measure) ? QObject::tr("The first epoch is not finished yet.")
                                              : QObject::tr("%1 is not measured while training.").arg(view.title());
}

CurveData cursorCurves(const SweepView& view)
{
    constexpr std::size_t neighbours = 4;
    CurveData data = trialCurves(view);
    const SweepTrial* here = view.live->find(view.trial);
    if (!here)
        return {};
    std::vector<const SweepTrial*> near;
    for (const SweepTrial& trial : view.trials())
        if (trial.id != view.trial && trial.id != view.best && epochsDone(trial) > 0)
            near.push_back(&trial);
    const auto distance = [&](const SweepTrial* trial) {
        if (view.axis.empty())
            return static_cast<double>(std::abs(trial->id - view.trial));
        const double one = view.place(*trial);
        const double other = view.place(*here);
        return one > 0 && other > 0 ? std::abs(std::log(one / other)) : std::abs(one - other);
    };
    std::ranges::stable_sort(
        near, [&](const SweepTrial* one, const SweepTrial* other) { return distance(one) < distance(other); });
    near.resize(std::min(near.size(), neighbours));
    std::erase_if(data.curves, [&](const Curve& curve) {
        return curve.name != view.name(view.trial) && curve.name != view.name(view.best)
               && std::ranges::none_of(near,
                                       [&](const SweepTrial* trial) { return view.name(trial->id) == curve.name; });
    });
    for (Curve& curve : data.curves) {
        curve.labelled = curve.name == view.name(view.trial);
        if (curve.name == view.name(view.trial) || curve.name == view.name(view.best))
            continue;
        curve.style = {LineRole::Behind, 0};
        curve.divergedAt.reset(); // its words would lie over the curves one compares
    }
    std::stable_partition(data.curves.begin(), data.curves.end(),
                          [](const Curve& curve) { return curve.style.role == LineRole::Behind; });
    return data;
}

IntervalData importanceRows(const SweepView& view)
{
    IntervalData data;
    data.valueName = QObject::tr("importance");
    data.style = IntervalStyle::Compact;
    data.decimals = 2;
    data.range = Range{0, 1};
    if (!view.facts)
        return data;
    for (const OptionImportance& option : view.facts->importance) {
        IntervalRow row;
        row.id = static_cast<MarkId>(data.rows.size()) + 1;
        row.name = optionWords(optionInfo(view.live->sweep, option.name));
        row.value = option.share;
        row.interval = {option.low, option.high};
        data.rows.push_back(std::move(row));
    }
    return data;
}

} // namespace tastescope::ui
