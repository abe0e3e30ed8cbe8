#include "ui/pages/sweep/beside_curves.h"

#include "core/experiment/sweep_outcome.h"
#include "ui/session/numbers.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <limits>

namespace tastescope::ui {

namespace {

Curve besideCurve(const NamedSweep& of, std::size_t place)
{
    Curve curve{.name = of.name, .style = {LineRole::Sweep, static_cast<int>(place)}, .points = {}};
    curve.stepped = true;
    curve.told = true;
    return curve;
}

Range valuesOf(const std::vector<OutcomeDistribution>& all)
{
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const OutcomeDistribution& outcomes : all)
        if (!outcomes.values.empty())
            range = {std::min(range.low, outcomes.values.front()), std::max(range.high, outcomes.values.back())};
    return range;
}

TrialValue valueBy(const SweepView& by)
{
    return [&by](const SweepTrial& trial) { return by.value(trial); };
}

} // namespace

QString besideTitle(const SweepView& by)
{
    return by.rule.rule == ValueRule::Rule::Best ? by.title() : QObject::tr("%1, %2").arg(by.title(), wordsOf(by.rule));
}

CurveData distributionCurves(const std::vector<NamedSweep>& sweeps, const SweepView& by)
{
    CurveData data;
    data.xName = besideTitle(by);
    data.wholeX = false;
    data.yRange = Range{0, 1};
    data.yFormat.factor = 100;
    data.yFormat.suffix = QStringLiteral("\u00A0%");
    data.decimals = 1;
    data.namedInLegend = true;
    data.namedAlone = true; // all end at 100 %
    std::vector<OutcomeDistribution> all;
    all.reserve(sweeps.size());
    for (const NamedSweep& of : sweeps)
        all.push_back(outcomesOf(*of.sweep, valueBy(by)));
    const Range range = valuesOf(all);
    for (std::size_t i = 0; i < sweeps.size(); ++i) {
        const std::vector<double>& values = all[i].values;
        if (values.empty())
            continue;
        Curve curve = besideCurve(sweeps[i], i);
        if (range.low < values.front())
            curve.points.emplace_back(range.low, all[i].shareUpTo(range.low));
        for (const double value : values)
            if (curve.points.empty() || curve.points.back().x() < value)
                curve.points.emplace_back(value, all[i].shareUpTo(value));
        curve.meant = curve.points.back();
        if (range.high > values.back())
            curve.points.emplace_back(range.high, 1);
        data.curves.push_back(std::move(curve));
    }
    return data;
}

CurveData bestSoFarCurves(const std::vector<NamedSweep>& sweeps, const SweepView& by)
{
    CurveData data;
    data.xName = QObject::tr("trial");
    data.yName = besideTitle(by);
    data.namedInLegend = true; // the shorter ones end on the longer ones
    for (std::size_t i = 0; i < sweeps.size(); ++i) {
        Curve curve = besideCurve(sweeps[i], i);
        for (const BestUpTo& best : bestUpToEach(*sweeps[i].sweep, valueBy(by)))
            curve.points.emplace_back(best.trial, best.value);
        if (!curve.points.empty())
            data.curves.push_back(std::move(curve));
    }
    return data;
}

QString besideNote(const std::vector<NamedSweep>& sweeps, const SweepView& by)
{
    QStringList notes;
    for (const NamedSweep& of : sweeps) {
        const OutcomeDistribution outcomes = outcomesOf(*of.sweep, valueBy(by));
        QStringList words;
        if (outcomes.diverged > 0)
            words << QObject::tr("%1 diverged, below all").arg(count(outcomes.diverged));
        if (outcomes.leftOut > 0)
            words << QObject::tr("%1 left out").arg(count(outcomes.leftOut));
        if (!words.isEmpty())
            notes << QObject::tr("%1: %2").arg(of.name, words.join(QStringLiteral(", ")));
    }
    return notes.join(QStringLiteral("; "));
}

} // namespace tastescope::ui
