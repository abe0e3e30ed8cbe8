#pragma once

#include <functional>
#include <span>
#include <vector>

namespace tastescope {

/// What Holm's procedure says of one test of a family.
struct HolmVerdict
{
    double adjustedP = 1;
    double bar = 0;      ///< it was held against; behind the first that fails the bar of that one
    bool isReal = false; ///< it and all with a smaller p pass theirs
};

/// With the p in ascending order, the j-th of m tests (from 1) is held against alpha / (m - j + 1).
///
/// Shapes: one verdict a p, in their order. `passes` says whether a test passes a bar; it is asked until one fails.
/// Source: Holm: A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.
std::vector<HolmVerdict> holmVerdicts(std::span<const double> p, double alpha,
                                      const std::function<bool(std::size_t test, double bar)>& passes);

} // namespace tastescope
