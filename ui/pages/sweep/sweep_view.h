#pragma once

#include "core/experiment/sweep_analysis.h"
#include "ui/charts/curve/curve_data.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/dots/parameter_map.h"
#include "ui/charts/parallel/parallel_data.h"
#include "ui/charts/spread/interval_chart.h"
#include "ui/session/live_sweep.h"
#include "ui/session/offered_metrics.h"
#include "ui/session/session_run.h"
#include "ui/session/shown_figures.h"
#include "ui/session/sweep_facts.h"

#include <memory>

namespace tastescope::ui {

/// What the charts of a sweep are made from.
struct SweepView
{
    const LiveSweep* live = nullptr; ///< never null where a chart is drawn
    std::shared_ptr<const SweepFacts> facts = nullptr;
    std::string axis; ///< option of the slice; empty: no number varies
    int trial = 0;    ///< at the cursor; 0: none
    int best = 0;
    Measure measure = {};       ///< what trials are held against each other by
    ValueRule rule = {};        ///< of the figure that stands for a trial; claims are of the best epochs alone
    bool paused = false;        ///< what runs of it waits for the person
    std::map<int, int> colours; ///< colours of trials that were looked at

    const std::vector<SweepTrial>& trials() const { return live->sweep.trials; }
    QString name(int id) const { return trialName(live->sweep, id); }
    double place(const SweepTrial& of) const; ///< on the axis

    QString title() const { return measureWords(measure); } ///< "MRR", "NDCG@20, full ranking"

    /// On validation, by measure and rule; none: not measured, or it has no such epoch.
    std::optional<double> value(const SweepTrial& of) const;
    std::optional<double> valueAt(const EpochFinished& epoch) const; ///< none: not measured while training
    std::optional<Range> interval(const SweepTrial& of) const;       ///< 95 %; none: known of the best epoch alone
    int highest() const;                                             ///< the trial that is best by value(); 0: none is
    std::vector<SeedGroup> seedGroups() const;                       ///< of value()
    LineStyle style(int id, LineRole role) const;
    bool isTied(int id) const;
    std::optional<double> nearBest() const; ///< value from which a trial is near the best; none: nothing is known

    /// Where it stands on the axis; nothing of a trial that the paired test has not seen.
    std::optional<Zone> zoneOf(const SweepTrial& of) const;
};

/// "Learning rate"
QString optionTitle(const OptionInfo& info);

/// The same within a sentence: "learning rate"; names stay as they are: "L2".
QString optionWords(const OptionInfo& info);

/// Of an option: "0.00392", "16 384", "adam".
QString valueText(const OptionValue& value);

/// Options that vary and are numbers; those that step by factors first, the learning rate before all.
std::vector<std::string> numericAxes(const Sweep& sweep);

/// Of the finished trials with another value on the axis the one nearest to this one; 0: there is none.
int neighbourOf(const SweepView& view, int trial);

/// What the page says of trials, by the names of their runs.
std::vector<ShownFigure> sweepFigures(const SweepView& view, bool isAllUsers);

DotData historyDots(const SweepView& view);
DotData sliceDots(const SweepView& view);
ParallelData parallelLines(const SweepView& view,
                           bool all = true);   ///< all: else the axis of quality begins near the best
CurveData allCurves(const SweepView& view);    ///< of a sweep with seeds one line a point: mean, lowest to highest
QString whyNoValues(const SweepView& view);    ///< where no trial has one
QString whyNoCurves(const SweepView& view);    ///< where allCurves() is empty
CurveData cursorCurves(const SweepView& view); ///< the trial at the cursor, the best, and neighbours in grey
MapData parameterMap(const SweepView& view, const std::string& x, const std::string& y);
IntervalData importanceRows(const SweepView& view);

} // namespace tastescope::ui
