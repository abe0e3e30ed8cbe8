#pragma once

#include "ui/charts/plot/scale.h"
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
};

/// A value that holds everywhere: the baseline, popularity, chance, an untrained model.
struct ReferenceLine
{
    QString name;
    double value = 0;
    LineStyle style;
    bool showsValue = true; ///< "popular 0.3412" at the end, else the name alone
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
    QString xName; ///< "epoch": in the readout before the value
    TickFormat xFormat = {};
    TickFormat yFormat = {};
    bool wholeX = true;               ///< x are whole numbers
    std::optional<Range> xRange = {}; ///< what is planned; grows with the data
    std::optional<Range> yRange = {}; ///< fixed; else what the lines need
    int decimals = 4;                 ///< of values at the ends and in the readout
    std::vector<Curve> curves = {};
    std::vector<ReferenceLine> references = {};
    std::optional<Patience> patience = {};
    std::function<QString(double x)> note = {}; ///< beside the x of the readout: "4 min 12 s"
};

/// The bounds of what is given, a little more above so that lines do not touch the rim. References that would more than
/// double the span of the lines stay outside; the chart then names them at the rim.
Range fittingY(const CurveData& data, const Range& x, bool logarithmic);

/// The planned range together with all points; never empty.
Range fittingX(const CurveData& data, bool logarithmic);

/// The point of the line nearest in x, if x lies within the line's ends.
std::optional<QPointF> nearestPoint(const std::vector<QPointF>& points, double x);

} // namespace tastescope::ui
