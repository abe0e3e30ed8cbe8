#include "core/experiment/sweep_cost.h"

#include "core/data/dataset.h"
#include "core/experiment/run_cost.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

/// The values of an axis between which its smallest and its largest need lie.
std::vector<OptionValue> extremes(const SearchAxis& axis, OptionKind kind)
{
    if (!axis.values.empty())
        return axis.values;
    if (kind == OptionKind::Integer)
        return {std::llround(axis.low), std::llround(axis.high)};
    return {axis.low, axis.high};
}

/// The base at those values that are searched and need most. Options are looked at one by one: what one of them needs
/// does not become less by another.
std::int64_t largestNeed(const SweepConfig& config, const Dataset& dataset)
{
    ModelOptions options = config.base.model;
    for (const OptionInfo& info : optionInfos(options)) {
        const auto axis = std::ranges::find(config.space.axes, info.name, &SearchAxis::name);
        if (axis == config.space.axes.end())
            continue;
        const auto need = [&](const OptionValue& value) {
            ModelOptions tried = options;
            setOption(tried, info.name, value);
            return memoryNeeded(tried, dataset);
        };
        setOption(options, info.name, std::ranges::max(extremes(*axis, info.kind), {}, need));
    }
    return memoryNeeded(options, dataset);
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
    return config.jobs * largestNeed(config, dataset);
}

} // namespace tastescope
