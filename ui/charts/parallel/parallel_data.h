#pragma once

#include "ui/charts/plot/mark_view.h"
#include "ui/charts/plot/scale.h"

#include <QStringList>

namespace tastescope::ui {

enum class AxisKind { Linear, Logarithmic, Choice };

struct ParallelAxis
{
    QString name;
    AxisKind kind = AxisKind::Linear;
    QStringList choices = {};        ///< of a choice: value i is choices[i]
    std::optional<Range> range = {}; ///< what lies outside stands at its end, marked "≤"; else what the lines need
    TickFormat format = {};
    bool flipped = false; ///< low values above
};

struct ParallelLine
{
    MarkId id = 0;
    QString name;
    std::vector<double> values; ///< one an axis; not a number: the line has a gap there
};

struct ParallelData
{
    std::vector<ParallelAxis> axes;
    std::vector<ParallelLine> lines;
    int colourAxis = -1; ///< whose values colour brushed lines; -1: the last
    bool higherIsBetter = true;
};

/// Where the axes stand and where each line goes.
struct ParallelLayout
{
    QRectF area;
    std::vector<double> axisX; ///< px of each axis
    std::vector<Scale> scales; ///< choices: 0 to their number - 1
    std::vector<bool> flipped;
    std::vector<std::vector<QPointF>> lines; ///< a point an axis, not a number where the value is not known

    double y(std::size_t axis, double value) const; ///< cut to the axis
    double value(std::size_t axis, double y) const; ///< cut to the axis
};

/// Lines through one value of a choice are spread by up to 7 px, in the order of the axis before.
ParallelLayout layoutOf(const ParallelData& data, const QRectF& whole);

/// The values of an axis' labels; none for choices.
std::vector<double> labelledValues(const ParallelAxis& axis, const Scale& scale);

} // namespace tastescope::ui
