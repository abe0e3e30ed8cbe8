#pragma once

#include "ui/pages/training/training_view.h"

namespace tastescope::ui {

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
