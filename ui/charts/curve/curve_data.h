#pragma once

#include "ui/charts/plot/scale.h"
#include "ui/session/shown_figures.h"
#include "ui/theme/line_style.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace tastescope::ui {

/// One line of a curve chart.
struct Curve
{
    QString name; ///< "bpr-07", "Hit@5"
    LineStyle style;
    std::vector<QPointF> points;   ///< x ascending; y not a number: a gap
    std::vector<QPointF> raw = {}; ///< the values behind a mean, drawn faint
    std::vector<QPointF> low = {}; ///< interval band, at the same x as `high`
    std::vector<QPointF> high = {};
    bool labelled = true;                  ///< name and value stand at its end
    bool live = false;                     ///< still grows: ends in an open dot
    std::optional<QPointF> best = {};      ///< ringed, and told at the end of the line
    std::optional<double> divergedAt = {}; ///< x where the value became infinite
    /// Whose value stands for the line where one number does, never smoothed; y not a number: it has no such point.
    /// None: the last one in sight.
    std::optional<QPointF> meant = {};
    bool told = false;    ///< the best, the baseline: named even in grey, and never left out of a readout
    bool stepped = false; ///< a point's value holds until the next one; never smoothed
};

/// A value that holds everywhere: the baseline, popularity, chance, an untrained model.
struct ReferenceLine
{
    QString name;
    double value = 0;
    LineStyle style;
    bool showsValue = true; ///< "popular 0.3412" at the end, else the name alone
    bool told = false;      ///< as Curve::told
};

/// From the best epoch to now: how much patience is used up.
struct Patience
{
    double from = 0;
    double to = 0;
    QString text; ///< "3 of 5 epochs of patience"
};

struct CurveData
{
    QString xName;      ///< "epoch": in the readout before the value
    QString yName = {}; ///< "MRR", with its unit: said where the panel does not say it
    TickFormat xFormat = {};
    TickFormat yFormat = {};
    bool wholeX = true;               ///< x are whole numbers
    std::optional<Range> xRange = {}; ///< what is planned; grows with the data
    std::optional<Range> yRange = {}; ///< fixed; else what the lines need
    std::optional<double> floor = {}; ///< values below count at the rim, unless all are asked for
    int decimals = 4;                 ///< of values at the ends and in the readout
    std::vector<Curve> curves = {};
    std::vector<ReferenceLine> references = {};
    std::optional<Patience> patience = {};
    std::function<QString(double x)> note = {}; ///< beside the x of the readout: "4 min 12 s"
    QString meantName = {};                     ///< what Curve::meant is: "best", "last", "epoch 7"
    int notDrawn = 0;                           ///< lines there would be besides these
    bool namedInLegend = false;                 ///< not at the ends of lines, which stand close together
    bool namedAlone = false;                    ///< a legend has names without values: they are all the same
};

/// What the rings and the lines that hold everywhere say, as figures of the runs they are named by.
std::vector<ShownFigure> bestFigures(const CurveData& data, const std::string& metric);

/// The bounds of what is given, a little more above so that lines do not touch the rim. References that would more than
/// double the span of the lines stay outside; the chart then names them at the rim. While lines have only begun to grow
/// there is room above for what is to come, and references are in sight.
Range fittingY(const CurveData& data, const Range& x, bool logarithmic, bool all = false);

/// The planned range together with all points; never empty.
Range fittingX(const CurveData& data, bool logarithmic);

/// Makes a curve the mean of lines, point by point as far as all of them go, with a band from the lowest to the
/// highest.
void setMean(Curve& curve, const std::vector<std::vector<QPointF>>& lines);

/// The corners of a stepped line. Shapes: two points a point but the first.
std::vector<QPointF> stepCorners(const std::vector<QPointF>& points);

/// The point that stands for the line at x: the nearest, of a stepped line the last one up to there; none: x does not
/// lie within the line's ends. points: of the curve, as they are shown.
std::optional<QPointF> pointAt(const Curve& curve, const std::vector<QPointF>& points, double x);

/// The point of the line nearest in x, if x lies within the line's ends.
std::optional<QPointF> nearestPoint(const std::vector<QPointF>& points, double x);

} // namespace tastescope::ui
