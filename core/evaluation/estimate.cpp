#include "core/evaluation/estimate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tastescope {

Estimate estimateMean(std::span<const double> values, std::size_t first, std::size_t stride)
{
    double sum = 0;
    double count = 0;
    for (std::size_t i = first; i < values.size(); i += stride) {
        sum += values[i];
        ++count;
    }
    assert(count > 0);
    const double mean = sum / count;
    if (count == 1)
        return {mean, 0, 1};
    constexpr double z = 1.959963984540054;
    if (mean <= 0)
        return {0, 0, z * z / (count + z * z)};
    if (mean >= 1)
        return {1, count / (count + z * z), 1};
    double squares = 0;
    for (std::size_t i = first; i < values.size(); i += stride)
        squares += (values[i] - mean) * (values[i] - mean);
    const double half = z * std::sqrt(squares / (count - 1) / count);
    return {mean, std::max(0.0, mean - half), std::min(1.0, mean + half)};
}

} // namespace tastescope
