#pragma once

#include "ui/charts/curve/curve_data.h"
#include "ui/session/sweeps_beside.h"

namespace tastescope::ui {

// Sweeps on one axis, a line each, in greys and dashes: colours are those of runs.

/// The share of trials with at most so much MRR, from the worst to the best of all these sweeps.
CurveData distributionCurves(const std::vector<NamedSweep>& sweeps);

/// The best MRR so far, by trial.
CurveData bestSoFarCurves(const std::vector<NamedSweep>& sweeps);

/// What the distributions leave out or hold for the worst: "lr-quick: 1 diverged, below all; 2 left out". Empty:
/// nothing.
QString besideNote(const std::vector<NamedSweep>& sweeps);

} // namespace tastescope::ui
