#include "ui/charts/parallel/parallel_data.h"

#include "ui/session/numbers.h"

#include <cmath>

namespace tastescope::ui {

std::size_t colourAxis(const ParallelData& data)
{
    return data.colourAxis < 0 ? data.axes.size() - 1 : static_cast<std::size_t>(data.colourAxis);
}

QString parallelValueText(const ParallelAxis& axis, double value)
{
    if (std::isnan(value))
        return unknownNumber();
    if (axis.kind == AxisKind::Choice)
        return axis.choices.value(static_cast<qsizetype>(std::lround(value)));
    return axis.kind == AxisKind::Logarithmic ? shortest(value) : general(value);
}

} // namespace tastescope::ui
