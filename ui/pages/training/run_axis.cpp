#include "ui/pages/training/run_axis.h"

#include "ui/session/names.h"
#include "ui/session/run_book.h"

namespace tastescope::ui {

namespace {

constexpr double longInSeconds = 120;

double length(const RunCurve& curve)
{
    const std::vector<double> seconds = secondsAtEpochs(curve);
    return std::max(seconds.empty() ? 0 : seconds.back(), curve.ticks.empty() ? 0 : curve.ticks.back().seconds);
}

double samplesOf(const RunCurve& curve)
{
    return curve.start ? static_cast<double>(curve.start->samplesPerEpoch) : 0;
}

} // namespace

std::vector<double> secondsAtEpochs(const RunCurve& curve)
{
    std::vector<double> places;
    double seconds = 0;
    for (const EpochFinished& epoch : curve.epochs)
        places.push_back(seconds += epoch.trainSeconds + epoch.evaluateSeconds + epoch.saveSeconds);
    return places;
}

RunAxis::RunAxis(RunScale scale, const std::vector<const SessionRun*>& runs) : m_scale(scale)
{
    for (const SessionRun* run : runs)
        m_minutes = m_minutes || length(run->curve) > longInSeconds;
}

std::vector<double> RunAxis::epochPlaces(const RunCurve& curve) const
{
    std::vector<double> places;
    if (m_scale == RunScale::Time) {
        places = secondsAtEpochs(curve);
        for (double& place : places)
            place /= m_minutes ? 60 : 1;
        return places;
    }
    for (const EpochFinished& epoch : curve.epochs)
        places.push_back(epoch.epoch * (m_scale == RunScale::Samples ? samplesOf(curve) : 1));
    return places;
}

std::vector<double> RunAxis::tickPlaces(const RunCurve& curve) const
{
    std::vector<double> places;
    places.reserve(curve.ticks.size());
    const double factor = m_scale == RunScale::Samples ? samplesOf(curve) : 1;
    for (const TrainingTick& tick : curve.ticks)
        places.push_back(m_scale == RunScale::Time ? tick.seconds / (m_minutes ? 60 : 1) : tick.epoch * factor);
    return places;
}

std::optional<Range> RunAxis::planned(const RunCurve& curve) const
{
    if (!curve.start || m_scale == RunScale::Time)
        return std::nullopt;
    const double epochs = curve.start->epochs;
    return m_scale == RunScale::Epoch ? Range{1, epochs} : Range{0, epochs * samplesOf(curve)};
}

void RunAxis::describe(CurveData& data) const
{
    data.wholeX = m_scale == RunScale::Epoch;
    data.xName = wordOf(m_scale);
    switch (m_scale) {
    case RunScale::Epoch:
        break;
    case RunScale::Samples:
        data.xFormat.shortened = true;
        break;
    case RunScale::Time:
        data.xFormat.suffix = m_minutes ? QObject::tr(" min") : QObject::tr(" s");
        data.xRange = Range{0, 1e-3};
        break;
    }
}

} // namespace tastescope::ui
