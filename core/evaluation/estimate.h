#pragma once

#include <cstddef>
#include <span>

namespace tastescope {

/// A mean over users with its 95 % confidence interval.
struct Estimate
{
    double value = 0;
    double low = 0;
    double high = 0;
    bool operator==(const Estimate&) const = default;
};

/// Mean of the values values[first], values[first + stride], ... and its interval
///
///     mean +- 1.96 s / sqrt(n),   s^2 = sum (x - mean)^2 / (n - 1)
///
/// Shapes: at least one value; there is no mean of none.
/// Units:  values in [0, 1]; the interval is cut to [0, 1], and is all of it for one value. Where all values are 0, or
/// all
///         are 1, s says nothing: then the interval is Wilson's, [0, z^2 / (n + z^2)] or [n / (n + z^2), 1].
/// Source: normal approximation; at the hundreds of users and more of any real evaluation it is within a thousandth of
///         the bootstrap's. E. B. Wilson: Probable inference, JASA 22, 1927.
Estimate estimateMean(std::span<const double> values, std::size_t first = 0, std::size_t stride = 1);

} // namespace tastescope
