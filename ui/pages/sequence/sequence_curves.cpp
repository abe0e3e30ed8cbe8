#include "ui/pages/sequence/sequence_curves.h"

#include "core/base/epochs.h"
#include "core/models/transformer/transformer_options.h"
#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace tastescope::ui {

namespace {

constexpr int repeatsShown = 10;
constexpr int fewestWeights = 3;

double lossAt(const EpochFinished& epoch)
{
    return epoch.validation.find(validationLossFigure).value_or(std::nan(""));
}

LineStyle lineOf(const SequenceView& view, const SessionRun& run)
{
    if (&run == view.baseline)
        return {LineRole::Baseline, run.shownSlot};
    return {&run == view.focus ? LineRole::Focus : run.shownSlot < 0 ? LineRole::Behind : LineRole::Run, run.shownSlot};
}

/// Where the epochs stand: by number, or by minutes since training began.
std::vector<double> placesOf(const SessionRun& run, LossScale scale)
{
    std::vector<double> places;
    double seconds = 0;
    for (const EpochFinished& epoch : run.curve.epochs) {
        seconds += epoch.trainSeconds + epoch.evaluateSeconds + epoch.saveSeconds;
        places.push_back(scale == LossScale::Epoch ? epoch.epoch : seconds / 60);
    }
    return places;
}

/// The part of the losses that is worth room: from the least of all to a little above where most epochs of the highest
/// run are. None: there is no loss.
std::optional<Range> roomOf(const SequenceView& view)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const SessionRun* run : view.runs) {
        std::vector<double> losses;
        for (const EpochFinished& epoch : run->curve.epochs)
            for (const double loss : {lossAt(epoch), epoch.trainLoss})
                if (std::isfinite(loss))
                    losses.push_back(loss);
        if (losses.empty())
            continue;
        const auto most = losses.begin() + static_cast<std::ptrdiff_t>(losses.size() * 9 / 10);
        std::ranges::nth_element(losses, most);
        high = std::max(high, *most);
        low = std::min(low, std::ranges::min(losses));
    }
    if (!(low < INFINITY))
        return std::nullopt;
    const double step = niceStep(std::max(high - low, 0.05) * 1.2, 6);
    return Range{std::floor(low / step) * step, std::ceil((high + 0.1 * (high - low)) / step) * step};
}

/// A run's place on the axis of penalties: its kind and weight. None: it has no such options, or nobody knows them.
std::optional<std::pair<Repetition, double>> penaltyOf(const SessionRun& run)
{
    if (run.isImported() || modelName(run.config.model) != TransformerOptions::model)
        return std::nullopt;
    const auto options = run.config.model.as<TransformerOptions>();
    return std::pair(options.repetition, options.repetitionWeight);
}

} // namespace

CurveData lossCurvesOf(const SequenceView& view)
{
    CurveData data;
    data.xName = view.scale == LossScale::Epoch ? QObject::tr("epoch") : QObject::tr("minutes");
    data.wholeX = view.scale == LossScale::Epoch;
    data.yName = QObject::tr("loss, nats");
    data.yRange = roomOf(view);
    for (const SessionRun* run : view.runs) {
        if (run->curve.epochs.empty())
            continue;
        const std::vector<double> places = placesOf(*run, view.scale);
        Curve curve{.name = run->name, .style = lineOf(view, *run), .points = {}};
        for (std::size_t i = 0; i < places.size(); ++i) {
            const EpochFinished& epoch = run->curve.epochs[i];
            curve.points.emplace_back(places[i], lossAt(epoch));
            curve.raw.emplace_back(places[i], epoch.trainLoss);
        }
        curve.live = run->phase == RunPhase::Running;
        curve.told = run == view.focus || run == view.baseline;
        if (const EpochFinished* least = leastLoss(run->curve.epochs)) {
            const auto place = static_cast<std::size_t>(least - run->curve.epochs.data());
            curve.meant = curve.points[place];
            if (run == view.baseline)
                curve.best = curve.points[place];
        }
        data.curves.push_back(std::move(curve));
    }
    data.meantName = QObject::tr("least");
    return data;
}

QString lossCaption(const SequenceView& view)
{
    const auto room = roomOf(view);
    int above = 0;
    double highest = 0;
    for (const SessionRun* run : view.runs)
        if (!run->curve.epochs.empty() && room) {
            const EpochFinished& first = run->curve.epochs.front();
            const double begin = std::max(first.trainLoss, std::isfinite(lossAt(first)) ? lossAt(first) : 0);
            above += begin > room->high ? 1 : 0;
            highest = std::max(highest, begin);
        }
    const QString what = QObject::tr("validation strong, training faint");
    if (above == 0)
        return what;
    return QObject::tr("%1; %2 begin above the chart, at most at %3").arg(what).arg(above).arg(fixed(highest, 2));
}

bool seemsToLeak(const SequenceView& view)
{
    return std::ranges::any_of(view.runs, [](const SessionRun* run) {
        return run->curve.epochs.size() > 2 && std::ranges::all_of(run->curve.epochs, [](const EpochFinished& epoch) {
                   return lossAt(epoch) < epoch.trainLoss;
               });
    });
}

CurveData repeatCurves(const SequenceView& view, const SequenceSession& session, std::int64_t items)
{
    CurveData data;
    data.xName = QObject::tr("rank");
    data.yName = QObject::tr("share of lists");
    data.yFormat = {.factor = 100, .suffix = QStringLiteral(" %")};
    data.decimals = 3;
    for (const SessionRun* run : view.runs) {
        const NextItemSummary* figures = session.figures(run->id);
        if (!figures)
            continue;
        Curve curve{.name = run->name, .style = lineOf(view, *run), .points = {}};
        const std::vector<double>& shares = figures->repeats;
        for (std::size_t r = 0; r < shares.size() && r < repeatsShown; ++r)
            curve.points.emplace_back(static_cast<double>(r + 1), shares[r]);
        curve.told = run == view.focus || run == view.baseline;
        data.curves.push_back(std::move(curve));
    }
    if (!data.curves.empty() && items > 0)
        data.references.push_back({QObject::tr("chance"), 5.0 / static_cast<double>(items), {LineRole::Limit}});
    return data;
}

CurveData penaltyCurve(const SequenceView& view, const SequenceSession& session, NextItemFigure figure)
{
    CurveData data;
    data.xName = QObject::tr("weight");
    data.yName = figure == NextItemFigure::Mrr ? QObject::tr("MRR@10") : QObject::tr("repeats@10");
    data.wholeX = false;
    if (figure == NextItemFigure::Repeats) {
        data.yFormat = {.factor = 100, .suffix = QStringLiteral(" %")};
        data.decimals = 3;
    }
    if (penaltyWeights(view, session) < fewestWeights)
        return data;
    std::map<Repetition, std::map<double, double>> lines; // the newest run of a weight counts
    const std::size_t column = (static_cast<std::size_t>(figure) + 1) * nextItemLengths.size() - 1; // at ten
    for (const SessionRun* run : view.runs)
        if (const auto penalty = penaltyOf(*run); penalty && session.figures(run->id)) {
            const double value = session.figures(run->id)->means[column];
            if (penalty->second == 0) // no penalty is where both lines begin
                lines[Repetition::Mass][0] = lines[Repetition::Published][0] = value;
            else
                lines[penalty->first][penalty->second] = value;
        }
    for (const auto& [kind, points] : lines) {
        if (points.size() < 2)
            continue;
        const bool isMass = kind == Repetition::Mass;
        Curve curve{.name = isMass ? QObject::tr("probability mass") : QObject::tr("as published, no gradient"),
                    .style = {isMass ? LineRole::Sweep : LineRole::Reference, 0},
                    .points = {}};
        for (const auto& [weight, value] : points)
            curve.points.emplace_back(weight, value);
        data.curves.push_back(std::move(curve));
    }
    return data;
}

int penaltyWeights(const SequenceView& view, const SequenceSession& session)
{
    std::set<double> weights;
    for (const SessionRun* run : view.runs)
        if (const auto penalty = penaltyOf(*run); penalty && session.figures(run->id))
            weights.insert(penalty->second);
    return static_cast<int>(weights.size());
}

QString paceWords(const SessionRun& run)
{
    double training = 0;
    double rest = 0;
    double rate = 0;
    for (const EpochFinished& epoch : run.curve.epochs) {
        training += epoch.trainSeconds;
        rest += epoch.evaluateSeconds + epoch.saveSeconds;
        rate += epoch.samplesPerSecond;
    }
    if (training <= 0)
        return {};
    const auto epochs = static_cast<double>(run.curve.epochs.size());
    QStringList words{run.name};
    if (rate > 0)
        words << QObject::tr("%1 windows/s").arg(shortCount(rate / epochs));
    words << QObject::tr("one epoch %1").arg(duration((training + rest) / epochs));
    if (run.isImported())
        words << QObject::tr("by the clock of its log");
    else
        words << QObject::tr("training %1 of it").arg(percent(training / (training + rest)));
    return words.join(QStringLiteral(", "));
}

} // namespace tastescope::ui
