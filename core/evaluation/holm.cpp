#include "core/evaluation/holm.h"

#include <algorithm>
#include <numeric>

namespace tastescope {

std::vector<HolmVerdict> holmVerdicts(std::span<const double> p, double alpha,
                                      const std::function<bool(std::size_t test, double bar)>& passes)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t test) { return p[test]; });
    std::vector<HolmVerdict> verdicts(p.size());
    double adjusted = 0;
    double bar = 0;
    bool failed = false;
    for (std::size_t step = 0; step < order.size(); ++step) {
        const std::size_t test = order[step];
        const auto left = static_cast<double>(order.size() - step);
        if (!failed)
            bar = alpha / left;
        failed = failed || !passes(test, bar);
        adjusted = std::max(adjusted, std::min(1.0, left * p[test]));
        verdicts[test] = {adjusted, bar, !failed};
    }
    return verdicts;
}

} // namespace tastescope
