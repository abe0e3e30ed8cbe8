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

/// Index of the axis whose values colour brushed lines. There is an axis.
std::size_t colourAxis(const ParallelData& data);

/// A value as the axis writes it: "adam", "0.0039", a dash where it is not known.
QString parallelValueText(const ParallelAxis& axis, double value);

} // namespace tastescope::ui
