#pragma once

#include "ui/charts/curve/curve_data.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/spread/interval_chart.h"
#include "ui/charts/spread/slope_chart.h"
#include "ui/session/comparison.h"
#include "ui/session/shown_figures.h"
#include "ui/session/slice.h"

#include <vector>

namespace tastescope::ui {

struct SessionRun;

// What the panels of the Compare page show of a comparison.

LineStyle styleOf(const ComparedRun& run, bool inFront = false);
NamedRun named(const ComparedRun& run);

/// What the figures of the comparison are measured on, in words.
QString comparedProtocol(const Comparison& comparison);

/// The metric by epoch of those who learn in epochs, one value of those who do not. Runs: as in the comparison.
CurveData comparedCurves(const Comparison& comparison, const std::vector<const SessionRun*>& runs);

IntervalData differences(const Comparison& comparison);
std::vector<ShownFigure> differenceFigures(const Comparison& comparison); ///< of each pair, both ways round
DotData differencesByNeighbours(const Comparison& comparison);
SlopeData slopes(const Comparison& comparison, const TwoLists& lists, const Dataset& dataset, int k);

/// Whom the figures are of: "4 715 users", under a slice "1 957 of 2 086 users measured".
QString measuredWords(const Comparison& comparison);

/// The answer in one line: what is certain, and what it rests on.
struct Headline
{
    QString answer; ///< "bpr-07 is better by 0.0687 MRR"
    QString basis;  ///< "[0.0676, 0.0698], paired over users, 2 000 resamples"
};
Headline headline(const Comparison& comparison);

/// What is held out among the two lists: "Bold is held out: rank 1 and 4, against 3 and 9. Line after 5 is K."
QString heldOutSentence(const TwoLists& lists, int k);

/// The users of some groups of differencesByNeighbours(): "4 to 5 neighbours".
Slice sliceOf(const Comparison& comparison, const std::vector<MarkId>& groups);

/// "bpr-07, bpr-05, bootstrap seed 42, data 7f3a 91c2"
QString sourceOf(const Comparison& comparison);

} // namespace tastescope::ui
