#pragma once

#include "ui/charts/plot/scale.h"

#include <vector>

namespace tastescope::ui {

/// What an axis of costs counts.
enum class CostUnit { Seconds, Bytes };

struct CostTick
{
    double value = 0;
    QString text; ///< "10 s", "1 min", "100 MB"
};

/// Places with round names inside a logarithmic range, ascending: powers of ten, and of time 1 min, 10 min, 1 h and 10
/// h in their place; where these are fewer than three, also twice and five times as much.
std::vector<CostTick> costTicks(const Range& range, CostUnit unit);

/// "1 min 34 s", "940 MB"
QString costText(double cost, CostUnit unit);

} // namespace tastescope::ui
