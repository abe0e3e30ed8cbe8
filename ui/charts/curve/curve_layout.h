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
    std::vector<std::vector<QPointF>> shown = {}; ///< by curve: its points, smoothed as the view says

    const PlotMap& map() const { return frame.map; }
};

/// whole: the chart's rectangle. Cost: O(points).
CurveLayout layoutCurves(const CurveData& data, const CurveView& view, const QRectF& whole);

/// A value of the y axis as labels and readout write it: "0.4812", "48.1 %".
QString curveValueText(const CurveData& data, double value);

/// A place on the x axis: "18", "1.5"; with as many digits as the part in sight needs.
QString curvePlaceText(const CurveData& data, const Range& inSight, double x);

} // namespace tastescope::ui
