#pragma once

#include "ui/charts/sheet/figure.h"

namespace tastescope::ui {

inline constexpr double figureInset = 12; ///< px at the left and right of its texts

/// Where the parts of a figure stand.
struct FigureLayout
{
    QRectF title;
    QRectF caption;    ///< beside the title, or below it where that has no room
    QRectF body;       ///< of the chart, between the titles of its axes
    AxisTitles axes;   ///< of the chart at that place
    QRectF statistics; ///< right of the chart
    QRectF footer;
};

FigureLayout layoutFigure(const Figure& figure);

/// What a figure has to be large for its chart to be of that size.
QSize sizeAround(const Figure& figure, const QSize& chart);

/// What is made of rows is as high as they are; anything else can be lower or higher.
bool canStretch(const Figure& figure);

/// The last line: where it comes from, and by which version of the program. Empty without a source.
QString footerText(const QString& source);

} // namespace tastescope::ui
