#include "ui/pages/runs/run_row.h"

#include <array>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

double halfBand(const std::vector<double>& values)
{
    // 97.5 % point of Student's t for 1 to 10 degrees of freedom, then within 0.2 % by its expansion in 1 / nu.
    constexpr std::array points{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
    const auto n = static_cast<double>(values.size());
    if (values.size() < 2)
        return 0;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double t = values.size() - 2 < points.size() ? points[values.size() - 2]
                                                       : 1.96 + 2.372 / (n - 1) + 2.823 / ((n - 1) * (n - 1));
    return t * std::sqrt(squares / (n - 1) / n);
}

} // namespace tastescope::ui
