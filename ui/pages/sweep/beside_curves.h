#pragma once

#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/sweeps_beside.h"

namespace tastescope::ui {

// Sweeps on one axis, a line each, in greys and dashes: colours are those of runs. A view says what stands for a trial
// in all of them: its measure and its rule count, not its sweep.

/// The share of trials with at most so high a value, from the worst to the best of all these sweeps.
CurveData distributionCurves(const std::vector<NamedSweep>& sweeps, const SweepView& by);

/// The best value so far, by trial.
CurveData bestSoFarCurves(const std::vector<NamedSweep>& sweeps, const SweepView& by);

/// "MRR", "MRR, last": what the axes are of.
QString besideTitle(const SweepView& by);

/// What the distributions leave out or hold for the worst: "lr-quick: 1 diverged, below all; 2 left out". Empty:
/// nothing.
QString besideNote(const std::vector<NamedSweep>& sweeps, const SweepView& by);

} // namespace tastescope::ui
