#include "core/models/weighting.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

std::vector<double> bm25Weights(std::span<const std::int32_t> likes, const Bm25& bm25)
{
    const auto [k1, b] = bm25;
    double mean = 0;
    for (const std::int32_t count : likes)
        mean += count;
    mean = std::max(mean, 1.0) / static_cast<double>(std::max<std::size_t>(likes.size(), 1));

    std::vector<double> weights;
    weights.reserve(likes.size());
    for (const std::int32_t count : likes)
        weights.push_back((k1 + 1) / (k1 * (1 - b + b * count / mean) + 1));
    return weights;
}

std::vector<double> idfWeights(std::span<const std::int32_t> likes, std::size_t all)
{
    std::vector<double> weights;
    weights.reserve(likes.size());
    for (const std::int32_t count : likes)
        weights.push_back(count > 0 ? std::log(static_cast<double>(all) / count) : 0.0);
    return weights;
}

std::vector<double> breadthWeights(std::span<const std::int32_t> likes, std::size_t things)
{
    const auto all = static_cast<double>(things);
    const double most = std::log(all / 2);
    std::vector<double> weights;
    weights.reserve(likes.size());
    for (const std::int32_t count : likes) {
        const double own = std::log(all / (1 + static_cast<double>(count)));
        weights.push_back(most > 0 ? std::clamp(own / most, 0.0, 1.0) : 1.0);
    }
    return weights;
}

} // namespace tastescope
