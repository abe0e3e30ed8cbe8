#include "core/data/summary.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

std::vector<double> sortedNumbers(std::span<const double> values)
{
    std::vector<double> sorted;
    sorted.reserve(values.size());
    std::ranges::copy_if(values, std::back_inserter(sorted), [](double value) { return !std::isnan(value); });
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

double quantile(std::span<const double> sorted, double share)
{
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> evenEdges(double low, double high, int bins)
{
    if (low == high)
        return {low - 0.5, high + 0.5};
    std::vector<double> edges;
    for (int b = 0; b <= bins; ++b)
        edges.push_back(low + (high - low) * b / bins);
    edges.back() = high;
    return edges;
}

std::vector<double> ratioEdges(double low, double high, int bins)
{
    if (low == high)
        return {low / 2, high * 2};
    std::vector<double> edges;
    for (int b = 0; b <= bins; ++b)
        edges.push_back(low * std::pow(high / low, static_cast<double>(b) / bins));
    edges.back() = high;
    return edges;
}

std::vector<double> wholeEdges(double low, double high, int bins, bool logarithmic)
{
    std::vector<double> edges;
    if (logarithmic) {
        for (const double edge : ratioEdges(low, high + 1, bins))
            if (edges.empty() || std::round(edge) > edges.back())
                edges.push_back(std::round(edge));
        return edges;
    }
    const double width = std::max(1.0, std::ceil((high - low + 1) / bins));
    edges.push_back(low);
    while (edges.back() <= high)
        edges.push_back(edges.back() + width);
    return edges;
}

std::vector<double> edgesOf(double low, double high, int bins, bool wholeNumbers, bool logarithmic)
{
    if (wholeNumbers)
        return wholeEdges(std::floor(low), std::floor(high), bins, logarithmic);
    return logarithmic ? ratioEdges(low, high, bins) : evenEdges(low, high, bins);
}

} // namespace

Distribution summarise(std::span<const double> values)
{
    const std::vector<double> sorted = sortedNumbers(values);
    if (sorted.empty())
        return {};
    const double sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    return {.count = static_cast<std::int64_t>(sorted.size()),
            .min = sorted.front(),
            .max = sorted.back(),
            .mean = sum / static_cast<double>(sorted.size()),
            .median = quantile(sorted, 0.5),
            .p1 = quantile(sorted, 0.01),
            .p25 = quantile(sorted, 0.25),
            .p75 = quantile(sorted, 0.75),
            .p90 = quantile(sorted, 0.9),
            .p99 = quantile(sorted, 0.99)};
}

Histogram histogram(std::span<const double> values, int bins, bool wholeNumbers, bool logarithmic)
{
    if (bins < 1)
        throw Error("A histogram needs at least one bar.");
    const auto fits = [&](double value) { return std::isfinite(value) && (!logarithmic || value > 0.0); };
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : values)
        if (fits(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }

    Histogram result;
    if (low <= high) {
        // On a logarithmic axis of whole numbers the first bar begins at 1 at the lowest.
        result.edges =
            edgesOf(wholeNumbers && logarithmic ? std::max(low, 1.0) : low, high, bins, wholeNumbers, logarithmic);
        result.counts.assign(result.edges.size() - 1, 0);
    }
    for (const double value : values) {
        if (!fits(value)) {
            ++result.outside;
            continue;
        }
        const auto above = std::upper_bound(result.edges.begin(), result.edges.end(), value);
        const auto bar = std::clamp<std::ptrdiff_t>(above - result.edges.begin() - 1, 0,
                                                    static_cast<std::ptrdiff_t>(result.counts.size()) - 1);
        ++result.counts[static_cast<std::size_t>(bar)];
    }
    return result;
}

Histogram recounted(const Histogram& bars, std::span<const double> values)
{
    Histogram result{bars.edges, std::vector<std::int64_t>(bars.counts.size(), 0), 0};
    for (const double value : values) {
        const bool fits = !bars.edges.empty() && value >= bars.edges.front() && value <= bars.edges.back();
        if (!fits) {
            ++result.outside;
            continue;
        }
        const auto above = std::upper_bound(bars.edges.begin(), bars.edges.end(), value);
        const std::ptrdiff_t bar = std::min<std::ptrdiff_t>(above - bars.edges.begin(), std::ssize(bars.counts)) - 1;
        ++result.counts[static_cast<std::size_t>(bar)];
    }
    return result;
}

double gini(std::span<const double> values)
{
    const std::vector<double> sorted = sortedNumbers(values);
    const auto n = static_cast<double>(sorted.size());
    double sum = 0;
    double weighted = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        sum += sorted[i];
        weighted += static_cast<double>(i + 1) * sorted[i];
    }
    return sum > 0.0 ? 2.0 * weighted / (n * sum) - (n + 1.0) / n : 0.0;
}

std::vector<LorenzPoint> lorenz(std::span<const double> values, int points)
{
    if (points < 2)
        throw Error("A Lorenz curve needs at least two points.");
    std::vector<double> held = sortedNumbers(values);
    std::partial_sum(held.begin(), held.end(), held.begin());
    if (held.empty() || !(held.back() > 0.0))
        return {};
    const std::size_t n = held.size();
    const std::size_t steps = std::min(n, static_cast<std::size_t>(points) - 1);
    std::vector<LorenzPoint> curve{{0.0, 0.0}};
    for (std::size_t step = 1; step <= steps; ++step) {
        const std::size_t people = n * step / steps;
        curve.push_back({static_cast<double>(people) / static_cast<double>(n), held[people - 1] / held.back()});
    }
    return curve;
}

double topShare(std::span<const double> values, double share)
{
    const std::vector<double> sorted = sortedNumbers(values);
    const double sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    if (!(sum > 0.0))
        return 0.0;
    const double wanted = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size()) - 1e-9);
    return std::accumulate(sorted.rbegin(), sorted.rbegin() + static_cast<std::ptrdiff_t>(wanted), 0.0) / sum;
}

} // namespace tastescope
