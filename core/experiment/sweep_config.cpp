#include "core/experiment/sweep_config.h"

#include "core/base/error.h"
#include "core/models/model_kind.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace tastescope {

namespace {

constexpr std::array schedulers{Scheduler::Random, Scheduler::Grid, Scheduler::Halving};
constexpr int sweepVersion = 1;

bool varies(const SweepConfig& config, std::string_view name)
{
    return std::ranges::find(config.space.axes, name, &SearchAxis::name) != config.space.axes.end();
}

void require(bool holds, const std::string& complaint)
{
    if (!holds)
        throw Error(complaint);
}

int readInt(JsonObject& object, const std::string& name)
{
    const std::int64_t value = object.whole(name);
    if (value < 0 || value > std::numeric_limits<int>::max())
        object.fail(name, "found " + std::to_string(value) + ", expected a whole number from 0.");
    return static_cast<int>(value);
}

void checkHalving(const SweepConfig& config)
{
    require(plannedEpochs(config.base.model) > 0, "asha stops trials between epochs, and "
                                                      + std::string(modelName(config.base.model))
                                                      + " does not learn in epochs. Use random or grid.");
    require(!varies(config, "epochs"), "asha decides how many epochs a trial gets, so epochs cannot vary with it.");
    require(config.eta >= 2, "eta: found " + std::to_string(config.eta) + ", expected a whole number from 2.");
    require(config.minEpochs >= 1,
            "min_epochs: found " + std::to_string(config.minEpochs) + ", expected a whole number from 1.");
}

} // namespace

std::string_view toText(Scheduler scheduler)
{
    switch (scheduler) {
    case Scheduler::Random:
        return "random";
    case Scheduler::Grid:
        return "grid";
    case Scheduler::Halving:
        return "asha";
    }
    return {};
}

Scheduler schedulerFrom(std::string_view name)
{
    for (const Scheduler scheduler : schedulers)
        if (toText(scheduler) == name)
            return scheduler;
    throw Error("There is no scheduler \"" + std::string(name) + "\". Known: random, grid, asha.");
}

SweepConfig publishedSweep()
{
    SweepConfig config;
    config.base.name = "published";
    config.base.model = presetOptions("bpr", "published");
    config.space.axes = {
        {.name = "embedding_dim", .kind = AxisKind::Choice, .values = {std::int64_t{64}, std::int64_t{128}}},
        {.name = "learning_rate", .kind = AxisKind::LogUniform, .low = 1e-4, .high = 1e-2},
        {.name = "batch_size", .kind = AxisKind::Choice, .values = {std::int64_t{8192}, std::int64_t{16'384}}}};
    config.points = 4;
    return config;
}

void checkSweep(const SweepConfig& config)
{
    checkSpace(config.space, config.base.model);
    require(!config.space.axes.empty(), "Nothing varies: a sweep needs at least one option that does.");
    require(config.points >= 0 && (config.points > 0 || config.scheduler == Scheduler::Grid),
            "trials: found " + std::to_string(config.points) + ", expected a whole number from 1.");
    require(config.seeds >= 1, "seeds: found " + std::to_string(config.seeds) + ", expected a whole number from 1.");
    require(config.jobs >= 1, "jobs: found " + std::to_string(config.jobs) + ", expected a whole number from 1.");
    if (config.seeds > 1) {
        require(hasSeed(config.base.model),
                std::string(modelName(config.base.model))
                    + " has no seed: it always gives the same, so one trial a point is enough.");
        require(!varies(config, "seed"), "The seed varies already; give either an axis of it or seeds per point.");
    }
    if (config.scheduler == Scheduler::Halving)
        checkHalving(config);
    require(pointCount(config) * config.seeds <= 100'000, "A sweep has at most 100000 trials.");
}

std::int64_t pointCount(const SweepConfig& config)
{
    if (config.scheduler != Scheduler::Grid)
        return config.points;
    const std::int64_t size = gridSize(config.space);
    return config.points > 0 ? std::min<std::int64_t>(config.points, size) : size;
}

OptionSettings pointOf(const SweepConfig& config, std::int64_t number)
{
    OptionSettings point = config.scheduler == Scheduler::Grid ? gridPoint(config.space, number)
                                                               : randomPoint(config.space, config.seed, number);
    const ModelOptions options = withPoint(config.base.model, point);
    for (OptionSetting& setting : point)
        setting.value = readOption(options, setting.name); // rounded, where the option takes whole numbers
    return point;
}

RunConfig runConfigOf(const SweepConfig& config, const OptionSettings& point, int repeat)
{
    RunConfig run = config.base;
    run.model = withPoint(run.model, point);
    if (repeat > 0)
        setOption(run.model, "seed", std::get<std::int64_t>(readOption(run.model, "seed")) + repeat);
    return run;
}

std::vector<int> rungsOf(const SweepConfig& config)
{
    const std::int64_t epochs = plannedEpochs(config.base.model);
    std::vector<int> rungs;
    if (config.scheduler == Scheduler::Halving)
        for (std::int64_t rung = config.minEpochs; rung < epochs; rung *= config.eta)
            rungs.push_back(static_cast<int>(rung));
    rungs.push_back(static_cast<int>(epochs));
    return rungs;
}

Json toJson(const SweepConfig& config)
{
    return {{"version", sweepVersion},
            {"base", toJson(config.base)},
            {"space", toJson(config.space)},
            {"scheduler", toText(config.scheduler)},
            {"points", config.points},
            {"seeds", config.seeds},
            {"seed", config.seed},
            {"eta", config.eta},
            {"min_epochs", config.minEpochs},
            {"jobs", config.jobs}};
}

SweepConfig readSweepConfig(const Json& json, const std::string& file)
{
    JsonObject object(json, file);
    if (const std::int64_t version = object.whole("version"); version != sweepVersion)
        object.fail("version", "found " + std::to_string(version) + ", expected " + std::to_string(sweepVersion)
                                   + ": another version of the program wrote it.");
    SweepConfig config;
    config.base = readRunConfig(object.at("base"), file);
    config.space = readSearchSpace(object.at("space"), file, config.base.model);
    config.points = readInt(object, "points");
    config.seeds = readInt(object, "seeds");
    config.seed = static_cast<std::uint64_t>(object.whole("seed"));
    config.eta = readInt(object, "eta");
    config.minEpochs = readInt(object, "min_epochs");
    config.jobs = readInt(object, "jobs");
    try {
        config.scheduler = schedulerFrom(object.text("scheduler"));
        checkSweep(config);
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({file}, error.what());
    }
    object.rejectUnknown();
    return config;
}

} // namespace tastescope
