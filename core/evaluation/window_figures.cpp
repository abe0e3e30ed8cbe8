#include "core/evaluation/window_figures.h"

#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

/// As estimateMean(), of values that have no upper end.
Estimate meanLoss(std::span<const float> losses)
{
    const auto count = static_cast<double>(losses.size());
    const double mean = std::accumulate(losses.begin(), losses.end(), 0.0) / count;
    double squares = 0;
    for (const float loss : losses)
        squares += (static_cast<double>(loss) - mean) * (static_cast<double>(loss) - mean);
    const double reach = losses.size() > 1 ? 1.96 * std::sqrt(squares / (count - 1) / count) : 0;
    return {mean, std::max(0.0, mean - reach), mean + reach};
}

/// What one window adds to a figure, by its place.
using Gain = double (*)(int place);

struct NamedGain
{
    const char* name;
    Gain gain;
};

constexpr NamedGain gains[] = {{"mrr-", [](int place) { return 1 / (place + 1.0); }},
                               {"hit-", [](int) { return 1.0; }},
                               {"ndcg-", [](int place) { return 1 / std::log2(place + 2.0); }}};

} // namespace

WindowFigures windowFigures(const WindowResults& results, std::span<const int> lengths)
{
    WindowFigures found{.windows = static_cast<std::int64_t>(results.size()),
                        .crossEntropy = {},
                        .figures = {},
                        .repeats = std::vector<double>(static_cast<std::size_t>(results.longest))};
    if (!results.losses.empty())
        found.crossEntropy = meanLoss(results.losses);
    std::vector<std::string> names;
    std::vector<Estimate> estimates;
    std::vector<double> values(results.size());
    const auto add = [&](std::string name) {
        names.push_back(std::move(name));
        estimates.push_back(estimateMean(values));
    };
    for (const int length : lengths) {
        for (const NamedGain& each : gains) {
            for (std::size_t w = 0; w < values.size(); ++w) {
                const int place = results.places[w];
                values[w] = place >= 0 && place < length ? each.gain(place) : 0;
            }
            add(each.name + std::to_string(length));
        }
        for (std::size_t w = 0; w < values.size(); ++w)
            values[w] = windowDuplicates(results, w, length);
        add("duplicates-" + std::to_string(length));
    }
    found.figures = {std::make_shared<const std::vector<std::string>>(std::move(names)), std::move(estimates)};
    for (const std::uint64_t mask : results.repeated)
        for (std::size_t r = 0; r < found.repeats.size(); ++r)
            found.repeats[r] += static_cast<double>(mask >> r & 1) / static_cast<double>(results.size());
    return found;
}

} // namespace tastescope
