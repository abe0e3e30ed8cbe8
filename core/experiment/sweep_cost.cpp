#include "core/experiment/sweep_cost.h"

#include "core/data/dataset.h"
#include "core/experiment/run_cost.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

/// The options that decide about memory at the largest value that is searched.
ModelOptions largest(const SweepConfig& config)
{
    ModelOptions options = config.base.model;
    for (const OptionInfo& info : optionInfos(options)) {
        const auto axis = std::ranges::find(config.space.axes, info.name, &SearchAxis::name);
        if (axis == config.space.axes.end())
            continue;
        const bool isWhole = info.kind == OptionKind::Integer;
        const OptionValue high = isWhole ? OptionValue(std::llround(axis->high)) : OptionValue(axis->high);
        setOption(options, info.name, axis->values.empty() ? high : *std::ranges::max_element(axis->values));
    }
    return options;
}

} // namespace

std::int64_t epochsInAll(const SweepConfig& config)
{
    const auto* bpr = std::get_if<BprOptions>(&config.base.model);
    if (!bpr)
        return 0;
    std::int64_t going = pointCount(config) * config.seeds;
    std::int64_t epochs = 0;
    int before = 0;
    for (const int rung : rungsOf(config)) {
        epochs += going * (rung - before);
        before = rung;
        going = std::max<std::int64_t>(1, going / config.eta);
    }
    return epochs;
}

std::int64_t sweepMemory(const SweepConfig& config, const Dataset& dataset)
{
    return config.jobs * memoryNeeded(largest(config), dataset);
}

} // namespace tastescope
