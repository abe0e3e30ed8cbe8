#include "core/experiment/sweep_config.h"

#include "core/base/error.h"
#include "core/models/model_kind.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

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

void checkHalving(const SweepConfig& config)
{
    require(plannedEpochs(config.base.model) > 0, "asha stops trials between epochs, and "
                                                      + std::string(modelName(config.base.model))
                                                      + " does not learn in epochs. Use random or grid.");
    require(!varies(config, "epochs"), "asha decides how many epochs a trial gets, so epochs cannot vary with it.");
}

OptionInfo number(const char* name, const char* title, double minimum, double maximum, const char* help)
{
    return {.name = name, .title = title, .group = "Search", .help = help, .minimum = minimum, .maximum = maximum};
}

} // namespace

OptionTable<SweepConfig> sweepFields()
{
    using C = SweepConfig;
    static const std::array fields{
        choiceField(&C::scheduler, {.name = "scheduler",
                                    .title = "Search",
                                    .group = "Search",
                                    .help = "random: drawn points; grid: all of them; asha: drawn points, the best "
                                            "1 in eta trained on."}),
        numberField(&C::points, number("points", "Points", 0, mostTrials,
                                       "Settings that are tried; of a grid at most so many, 0: all.")),
        numberField(&C::seeds, number("seeds", "Seeds per point", 1, 1000,
                                      "Trials a point, each with a seed of its own: bands over seeds.")),
        seedField(&C::seed, "Search", "Decides which points are drawn: the same seed draws the same points."),
        numberField(&C::eta, number("eta", "One in (eta)", 2, 1000,
                                    "Of asha: 1 in how many trials goes on after a comparison.")),
        numberField(&C::minEpochs,
                    number("min_epochs", "Epochs before", 1, 100'000, "Of asha: epochs before the first comparison.")),
        numberField(&C::jobs, number("jobs", "Side by side", 1, 1024,
                                     "Trials at the same time, sharing the threads; never changes a result.")),
    };
    return fields;
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
    checkFields(sweepFields(), config);
    require(config.points > 0 || config.scheduler == Scheduler::Grid,
            "points: found 0, expected a whole number from 1; only a grid knows how many it has.");
    if (config.seeds > 1) {
        require(hasSeed(config.base.model),
                std::string(modelName(config.base.model))
                    + " has no seed: it always gives the same, so one trial a point is enough.");
        require(!varies(config, "seed"), "The seed varies already; give either an axis of it or seeds per point.");
    }
    if (config.scheduler == Scheduler::Halving)
        checkHalving(config);
    require(pointCount(config) * config.seeds <= mostTrials,
            "A sweep has at most " + std::to_string(mostTrials) + " trials.");
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
    Json json{{"version", sweepVersion}, {"base", toJson(config.base)}, {"space", toJson(config.space)}};
    json.update(toJson(settingsOf(sweepFields(), config)));
    return json;
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
    for (const OptionField<SweepConfig>& field : sweepFields())
        readField(object, sweepFields(), config, field.info.name);
    try {
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
