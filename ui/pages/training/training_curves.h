#pragma once

#include "ui/pages/training/run_axis.h"

#include <deque>

namespace tastescope::ui {

/// What the charts of training show of the runs: the figures of all, the rest of the one in focus.
struct TrainingView
{
    const SessionRun* focus = nullptr;
    std::vector<const SessionRun*> runs; ///< the focus first, then the newest first
    RunAxis axis;
    int baseline = 0;                  ///< id of the run the others are measured against; 0: none
    const SessionRun* whole = nullptr; ///< of which the focus is a part, being replayed; null: it is not
};

/// Those of the open data that the person has not hidden. At most twelve, the baseline among them: more lines nobody
/// tells apart, and they could not be drawn while they grow.
TrainingView viewOf(const std::deque<SessionRun>& runs, const SessionRun* focus, RunScale scale, int baseline = 0);

/// The same while the focus is replayed: drawn as if it were under way, on the axes of the whole run.
TrainingView replayed(TrainingView view, const SessionRun& part);

CurveData mrrCurves(const TrainingView& view); ///< validation MRR of all runs, with popularity and chance

/// A metric ("hit") of the focus at every cutoff its epochs measure, with chance.
CurveData cutoffCurves(const TrainingView& view, std::string_view metric);
CurveData lossCurves(const TrainingView& view); ///< mean of each epoch, and the ticks behind it

/// Samples per second over time.
struct PaceCurve
{
    CurveData data;
    QString unit; ///< "M triplets per second"
};
PaceCurve paceCurve(const TrainingView& view);

} // namespace tastescope::ui
