#pragma once

#include "ui/pages/training/run_axis.h"
#include "ui/pages/training/run_facts.h"
#include "ui/session/session_run.h"

#include <deque>

namespace tastescope::ui {

/// What the charts of training show of the runs: the figures of all, the rest of the one in focus.
struct TrainingView
{
    const SessionRun* focus = nullptr;
    std::vector<const SessionRun*> runs; ///< the focus, the baseline, the best, those in colour, the newest first
    RunAxis axis;
    int baseline = 0;                   ///< id of the run the others are measured against; 0: none
    ValueRule rule = {};                ///< of the figures that stand for a run
    const SessionRun* best = nullptr;   ///< highest MRR by that rule, of all that could be shown; null: none has one
    int notDrawn = 0;                   ///< runs beyond those there is room for
    std::optional<RunFacts> facts = {}; ///< of the focus, or of a run that is measured alike; none: nothing is known
    const SessionRun* whole = nullptr;  ///< of which the focus is a part, being replayed; null: it is not
};

/// What decides which runs are shown, and by which figures.
struct TrainingChoice
{
    RunScale scale = RunScale::Epoch;
    int baseline = 0;
    ValueRule rule = {};
    std::function<bool(const SessionRun&)> passes = {}; ///< what the filter of the runs lets through; empty: all
};

/// Those of the open data that the person has not hidden and the filter lets through; the focus and the baseline are
/// there in any case. At most twelve, the baseline, the best and those in colour before all others: more lines nobody
/// tells apart, and they could not be drawn while they grow.
TrainingView viewOf(const std::deque<SessionRun>& runs, const SessionRun* focus, const TrainingChoice& choice = {});

/// MRR from which a figure is near the best of the runs shown: a few of its 95 % intervals below, and so much below the
/// one in focus, which stays in sight. None: while a run is learning, or where no interval is known.
std::optional<double> nearBest(const TrainingView& view);

/// The axes and the note of a chart of the run in front.
CurveData chartOf(const TrainingView& view);

/// Extends the axis to where the focus was going to end; a replay also keeps the room of what it has not shown yet.
void plan(CurveData& data, const RunAxis& axis, const TrainingView& view);

/// The same while the focus is replayed: drawn as if it were under way, on the axes of the whole run.
TrainingView replayed(TrainingView view, const SessionRun& part);

} // namespace tastescope::ui
