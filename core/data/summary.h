#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// What a list of numbers looks like. Quantiles are interpolated linearly between the two nearest values (the default
/// of numpy and R). All 0 when count is 0.
struct Distribution
{
    std::int64_t count = 0;
    double min = 0;
    double max = 0;
    double mean = 0;
    double median = 0;
    double p1 = 0;
    double p25 = 0;
    double p75 = 0;
    double p90 = 0;
    double p99 = 0;
    bool operator==(const Distribution&) const = default;
};

/// Cost: O(n log n). Values that are not numbers are left out and not counted.
Distribution summarise(std::span<const double> values);

/// Bar b counts the values in [edges[b], edges[b + 1]); the last bar takes its upper edge too.
struct Histogram
{
    std::vector<double> edges; ///< counts + 1, ascending; empty when there is nothing to count
    std::vector<std::int64_t> counts;
    std::int64_t outside = 0; ///< not numbers, and on a logarithmic axis zeros and negative values
    bool operator==(const Histogram&) const = default;
};

/// At most `bins` bars from the smallest to the largest value, of equal width, or of equal ratio when logarithmic.
///
/// wholeNumbers: edges are whole, so every bar of an even axis holds the same number of whole numbers (fewer bars than
/// asked for where there are fewer whole numbers), and the upper edge is one past the largest value.
/// Throws: Error when bins < 1. Cost: O(n log bins).
Histogram histogram(std::span<const double> values, int bins, bool wholeNumbers, bool logarithmic);

/// The same bars over other values, for instance over a part of those they were made of: what a bar holds of them.
/// Values beyond the bars count as outside. Cost: O(n log bars).
Histogram recounted(const Histogram& bars, std::span<const double> values);

/// Inequality of non-negative values: 0 when all are equal, near 1 when one holds everything.
///
///     G = 2 * sum(i * x_i) / (n * sum(x)) - (n + 1) / n,  x ascending, i from 1
///
/// 0 for no values and for all zeros.
double gini(std::span<const double> values);

/// A point of the Lorenz curve: the poorest `population` hold `held` of everything; shares in [0, 1].
struct LorenzPoint
{
    double population = 0;
    double held = 0;
    bool operator==(const LorenzPoint&) const = default;
};

/// From (0, 0) to (1, 1), at most `points` points. Empty for no values or all zeros. Throws: Error when points < 2.
std::vector<LorenzPoint> lorenz(std::span<const double> values, int points = 101);

/// Share of the sum held by the largest ceil(share * n) values, in [0, 1]. 0 for no values.
double topShare(std::span<const double> values, double share);

/// Counts as the numbers the functions above take.
template<typename Number>
std::vector<double> asDoubles(const std::vector<Number>& values)
{
    return {values.begin(), values.end()};
}

} // namespace tastescope
