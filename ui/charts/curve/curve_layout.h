#pragma once

#include "ui/charts/curve/curve_view.h"
#include "ui/charts/plot/end_labels.h"
#include "ui/charts/plot/frame.h"

namespace tastescope::ui {

/// Where the parts of a curve chart stand. A pure function of data, view and place.
struct CurveLayout
{
    Frame frame = {};
    QList<EndLabel> labels = {};
    QList<LegendEntry> legend = {};               ///< instead of labels, where those have no room
    std::vector<bool> named = {};                 ///< by curve: it has a label, or is in the legend
    std::vector<std::vector<QPointF>> shown = {}; ///< by curve: its points, smoothed as the view says
    bool isSmoothed = false;
    QString note = {}; ///< in the corner: how many are nameless, that lines are smoothed

    const PlotMap& map() const { return frame.map; }
};

/// whole: the chart's rectangle. Cost: O(points).
CurveLayout layoutCurves(const CurveData& data, const CurveView& view, const QRectF& whole);

/// "and 5 more"
QString moreWords(int lines);

/// The value that stands for a line: of its meant point, else of the last one up to the end of the x axis in sight.
QString curveFigureText(const CurveData& data, const Curve& curve, const Range& inSight);

/// A value of the y axis as labels and readout write it: "0.4812", "48.1 %".
QString curveValueText(const CurveData& data, double value);

/// A place on the x axis: "18", "1.5"; with as many digits as the part in sight needs.
QString curvePlaceText(const CurveData& data, const Range& inSight, double x);

} // namespace tastescope::ui
