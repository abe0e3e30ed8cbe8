#include "core/experiment/sweep_cost.h"

#include "core/base/memory_limit.h"
#include "core/base/parallel.h"
#include "core/evaluation/evaluation_memory.h"
#include "core/experiment/run_cost.h"
#include "core/models/model_kind.h"

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

/// The base at those values that are searched and of which measure() is largest. Options are looked at one by one: what
/// one of them needs does not become less by another.
template<typename Measure>
ModelOptions largestOptions(const SweepConfig& config, const Measure& measure)
{
    ModelOptions options = config.base.model;
    for (const OptionInfo& info : optionInfos(options)) {
        const auto axis = std::ranges::find(config.space.axes, info.name, &SearchAxis::name);
        if (axis == config.space.axes.end())
            continue;
        const auto measured = [&](const OptionValue& value) {
            ModelOptions tried = options;
            setOption(tried, info.name, value);
            return measure(tried);
        };
        setOption(options, info.name, std::ranges::max(extremes(*axis, info.kind), {}, measured));
    }
    return options;
}

} // namespace

std::int64_t epochsInAll(const SweepConfig& config)
{
    if (plannedEpochs(config.base.model) == 0)
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

MemoryNeed sweepMemory(const SweepConfig& config, const DataSize& data)
{
    RunConfig trial = config.base;
    trial.threads = std::max(1, Workers(config.base.threads).count() / std::max(1, config.jobs));
    trial.model = largestOptions(config, [&](const ModelOptions& options) {
        trial.model = options;
        return runMemory(trial, data, true).bytes();
    });
    return listMemory(data, Part::Validation, trial.negatives) + listMemory(data, Part::Test, trial.negatives)
           + runMemory(trial, data, true).times(config.jobs);
}

DataSize sizeFor(const SweepConfig& config, const Dataset& dataset, const JobContext& job)
{
    return sizeFor(largestOptions(config, needsScoredPairs), dataset, job);
}

void requireMemoryOf(const SweepConfig& config, const Dataset& dataset, const JobContext& job)
{
    requireMemory("The sweep", sweepMemory(config, sizeFor(config, dataset, job)));
}

} // namespace tastescope
