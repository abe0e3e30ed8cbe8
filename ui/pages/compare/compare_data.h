#pragma once

#include "ui/charts/curve/curve_data.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/spread/interval_chart.h"
#include "ui/charts/spread/slope_chart.h"
#include "ui/charts/spread/win_map.h"
#include "ui/session/comparison.h"
#include "ui/session/slice.h"

#include <vector>

namespace tastescope::ui {

struct SessionRun;

// What the panels of the Compare page show of a comparison.

LineStyle styleOf(const ComparedRun& run, bool inFront = false);
NamedRun named(const ComparedRun& run);

/// The metric by epoch of those who learn in epochs, one value of those who do not. Runs: as in the comparison.
CurveData comparedCurves(const Comparison& comparison, const std::vector<const SessionRun*>& runs);

IntervalData differences(const Comparison& comparison);
DotData differencesByNeighbours(const Comparison& comparison);
WinMapData winMap(const Comparison& comparison);
SlopeData slopes(const Comparison& comparison, const TwoLists& lists, const Dataset& dataset, int k);

/// The answer in one line: what is certain, and what it rests on.
struct Headline
{
    QString answer; ///< "bpr-07 is better by 0.0687 MRR"
    QString basis;  ///< "[0.0676, 0.0698], paired over users, 2 000 resamples"
};
Headline headline(const Comparison& comparison);

/// A titled remark below the intervals.
struct Remark
{
    QString title;
    QString text;
};

/// How to read them, the smallest difference this many users show, and what the published project asked, where the
/// runs shown answer it.
std::vector<Remark> remarks(const Comparison& comparison);

/// What is held out among the two lists: "Bold is held out: rank 1 and 4, against 3 and 9. Line after 5 is K."
QString heldOutSentence(const TwoLists& lists, int k);

/// The users of one cell of the win map: "only bpr-07 hits in the top 5".
Slice sliceOf(const Comparison& comparison, Outcomes cell);

/// The users of some groups of differencesByNeighbours(): "4 to 5 neighbours".
Slice sliceOf(const Comparison& comparison, const std::vector<MarkId>& groups);

/// "bpr-07, bpr-05, bootstrap seed 42, data 7f3a 91c2"
QString sourceOf(const Comparison& comparison);

} // namespace tastescope::ui
