#pragma once

#include "ui/charts/plot/scale.h"

#include <QColor>
#include <QMarginsF>

class QPainter;

namespace tastescope::ui {

/// What stands around the plotted data: grid, axis line, ticks, labels. The same for every chart.
struct Frame
{
    PlotMap map;
    TickFormat xFormat;
    TickFormat yFormat;
    bool wholeX = false;     ///< no fractions of an epoch
    bool wholeY = false;     ///< no fractions of a user
    bool labelsLowX = false; ///< labels where the x axis begins, too: "1, 5, 10"
    double step = 0;         ///< between ticks of both axes; 0: what fits
    double inset = 0;        ///< px that grid and axis line go on at both ends, so that no mark sits on the rim
    int mostX = 9;           ///< labels below
};

QMarginsF frameMargins(); ///< around the plot area, at 100 % of text 46 left, 14 above, 12 right, 26 below
inline constexpr double labelGap = 8;

/// The plot area inside a widget's rectangle, at least 1 pixel large.
QRectF plotArea(const QRectF& whole, const QMarginsF& margins = frameMargins());

std::vector<double> xTicks(const Frame& frame);
std::vector<double> yTicks(const Frame& frame);

/// What the last label below stands out beyond the right end of its axis.
double overhangRight(const Frame& frame);

/// Below the data: horizontal grid lines only, 1 px.
void drawGrid(QPainter& painter, const Frame& frame);

/// Axis line, ticks 4 px outward and the labels of both axes.
void drawAxes(QPainter& painter, const Frame& frame);

/// Only the axis below: line, ticks and labels.
void drawBottomAxis(QPainter& painter, const Frame& frame);

/// Only the labels of the left axis.
void drawLeftLabels(QPainter& painter, const Frame& frame);

/// Where the labels below the x axis stand.
std::vector<QRectF> xLabelPlaces(const Frame& frame);

/// Labels of a second vertical axis at the right of the area, one more than `intervals`.
void drawRightAxis(QPainter& painter, const QRectF& area, const Scale& scale, int intervals);

/// Lines one pixel wide that stay crisp at any device pixel ratio.
void drawVertical(QPainter& painter, double x, double top, double bottom, const QColor& colour);
void drawHorizontal(QPainter& painter, double y, double left, double right, const QColor& colour);

} // namespace tastescope::ui
