#pragma once

#include <QRectF>
#include <QString>

namespace tastescope::ui {

/// What the axes of a chart are of, with their units: on the screen the panel around it says so, a figure away from
/// its window has to say it itself. Empty where an axis names itself or there is none.
struct AxisTitles
{
    QString below = {};
    QString left = {};
    QString right = {};
    QRectF area = {}; ///< between the axes: titles stand at its middle

    bool isEmpty() const { return below.isEmpty() && left.isEmpty() && right.isEmpty(); }
};

/// "learning rate (log scale)"
QString axisTitle(const QString& name, bool logarithmic);

} // namespace tastescope::ui
