#pragma once

#include "core/base/enum_names.h"
#include "ui/charts/curve/curve_data.h"

namespace tastescope::ui {

struct RunCurve;
struct SessionRun;

/// What runs are laid out by.
enum class RunScale { Epoch, Samples, Time };

constexpr auto enumNames(RunScale)
{
    return namedBy<RunScale>({{RunScale::Epoch, "epoch"}, {RunScale::Samples, "samples"}, {RunScale::Time, "time"}});
}

/// The x axis of training curves: where epochs and ticks of a run stand on it.
class RunAxis
{
public:
    /// Time counts in minutes where a run took longer than two of them, else in seconds.
    RunAxis(RunScale scale, const std::vector<const SessionRun*>& runs);

    /// Of each finished epoch, and of each tick.
    std::vector<double> epochPlaces(const RunCurve& curve) const;
    std::vector<double> tickPlaces(const RunCurve& curve) const;

    /// Where training is going to end; by time nobody knows.
    std::optional<Range> planned(const RunCurve& curve) const;

    /// Name, format and range of the axis.
    void describe(CurveData& data) const;

    RunScale scale() const { return m_scale; }
    bool operator==(const RunAxis&) const = default;

private:
    RunScale m_scale;
    bool m_minutes = false;
};

/// Seconds since training began at the end of each epoch, pauses left out.
std::vector<double> secondsAtEpochs(const RunCurve& curve);

} // namespace tastescope::ui
