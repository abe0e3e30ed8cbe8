#pragma once

#include "ui/charts/parallel/parallel_data.h"
#include "ui/charts/plot/scale.h"

#include <QRectF>

#include <optional>

namespace tastescope::ui {

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
ParallelLayout layoutParallel(const ParallelData& data, const QRectF& whole);

/// The axis within 12 px of a place; none: there is none.
std::optional<std::size_t> parallelAxisAt(const ParallelLayout& layout, const QPointF& pixel);

/// The values of an axis' labels; none for choices.
std::vector<double> labelledValues(const ParallelAxis& axis, const Scale& scale);

} // namespace tastescope::ui
