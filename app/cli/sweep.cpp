#include "app/cli/common.h"
#include "app/cli/history_words.h"
#include "app/cli/sweep_report.h"
#include "core/experiment/open_dataset.h"
#include "core/history/history_observer.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct SweepWords
{
    Common common;
    std::string dataset;
    std::string model;
    std::string preset;
    std::vector<std::string> vary;
    std::vector<std::string> set;
    std::optional<int> trials;
    std::optional<int> jobs;
    std::optional<int> seeds;
    std::string scheduler;
    std::optional<int> eta;
    std::optional<int> minEpochs;
    std::optional<int> negatives;
    std::string name;
    bool resume = false;
    std::string out;
    HistoryWords history;
};

/// The preset, or the sweep that is resumed, or an empty one.
SweepConfig beginConfig(const SweepWords& words)
{
    if (words.resume && words.model.empty() && words.preset.empty())
        return loadSweep(words.out).config;
    if (words.preset == "published") {
        if (!words.model.empty() && words.model != "bpr")
            throw Error("The published sweep is one of bpr: leave --model out, or give --model bpr.");
        return publishedSweep();
    }
    if (words.model.empty())
        throw Error("Which model? Give --model or --preset published.");
    SweepConfig config;
    config.base.model = defaultOptions(words.model);
    return config;
}

void setSearch(const SweepWords& words, SweepConfig& config)
{
    if (!words.vary.empty())
        config.space.axes.clear();
    for (const std::string& axis : words.vary)
        config.space.axes.push_back(parseAxis(config.base.model, axis));
    const bool walk =
        std::ranges::all_of(config.space.axes, [](const SearchAxis& axis) { return axis.kind == AxisKind::Grid; });
    if (!words.scheduler.empty())
        config.scheduler = schedulerFrom(words.scheduler);
    else if (!words.vary.empty() && walk)
        config.scheduler = Scheduler::Grid;
    if (config.scheduler == Scheduler::Grid && !words.vary.empty())
        config.points = 0;
}

SweepConfig toConfig(const SweepWords& words)
{
    SweepConfig config = beginConfig(words);
    for (const std::string& assignment : words.set)
        setOptionFromText(config.base.model, assignment);
    setSearch(words, config);
    if (words.common.seed) {
        config.seed = *words.common.seed;
        if (std::holds_alternative<BprOptions>(config.base.model))
            setOption(config.base.model, "seed", static_cast<std::int64_t>(*words.common.seed));
    }
    config.base.dataset = words.dataset;
    config.base.threads = words.common.threads;
    config.base.negatives = words.negatives.value_or(config.base.negatives);
    if (!words.name.empty())
        config.base.name = words.name;
    config.points = words.trials.value_or(config.points);
    config.jobs = words.jobs.value_or(config.jobs);
    config.seeds = words.seeds.value_or(config.seeds);
    config.eta = words.eta.value_or(config.eta);
    config.minEpochs = words.minEpochs.value_or(config.minEpochs);
    checkSweep(config);
    return config;
}

/// What the history calls the trials' runs; nothing for one that never began.
std::vector<std::optional<RunId>> idsOf(const Sweep& sweep, const RunStore& store)
{
    std::vector<std::optional<RunId>> ids;
    for (const SweepTrial& trial : sweep.trials)
        ids.push_back(trial.record ? store.findFolder(trial.folder) : std::nullopt);
    return ids;
}

void sweep(const SweepWords& words, const CLI::App& command, const std::stop_token& stop)
{
    const auto config = checked<SweepConfig>(command, [&] { return toConfig(words); });
    const JobContext job = jobFor(words.common, stop);
    const auto dataset = openDataset(words.dataset, job);
    const SweepFolder folder{words.out, words.resume};
    const auto store = openHistory(words.history, "sweep");
    const auto history = store ? std::make_unique<HistoryObserver>(*store) : nullptr;
    RunObserver* const observers[] = {history.get()};
    const Sweep done = runSweep(config, *dataset, folder, job, observers);
    const SweepReport report{done, judgeTrials(done, {.threads = words.common.threads}, job),
                             store ? idsOf(done, *store) : std::vector<std::optional<RunId>>()};
    if (words.common.json)
        print(sweepJson(report));
    else
        print(sweepText(report) + "kept in " + words.out + "\n");
}

void addSearch(CLI::App& command, SweepWords& words)
{
    command.add_option("--vary", words.vary, "An option that varies, and how; may come many times")
        ->type_name("name=choice(a,b,...)|uniform(lo,hi)|loguniform(lo,hi)|int(lo,hi)|grid(a,b,...)")
        ->allow_extra_args(false);
    command.add_option("--set", words.set, "Set an option that does not vary; may come many times")
        ->type_name("name=value")
        ->allow_extra_args(false);
    command.add_option("--trials", words.trials, "Points to try; a grid: all")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command.add_option("--seeds", words.seeds, "Trials a point, each with a seed of its own; 1")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command
        .add_option("--scheduler", words.scheduler,
                    "random: drawn points; grid: all of them; asha: drawn points, the best 1 in eta trained on")
        ->check(CLI::IsMember({"random", "grid", "asha"}));
    command.add_option("--eta", words.eta, "Of asha: 1 in how many goes on; 3")
        ->check(CLI::Range(2, 1000))
        ->type_name("N");
    command.add_option("--min-epochs", words.minEpochs, "Of asha: epochs before the first comparison; 1")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
}

} // namespace

void addSweep(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("sweep", "Train many settings of a model and say which are the best");
    auto words = std::make_shared<SweepWords>();
    addDataset(*command, words->dataset);
    std::vector<std::string> models;
    for (const ModelKind& kind : modelKinds())
        models.emplace_back(kind.name);
    command->add_option("--model", words->model, "What to train")->check(CLI::IsMember(models));
    command->add_option("--preset", words->preset, "published: the sweep the original system published")
        ->check(CLI::IsMember({"published"}));
    addSearch(*command, *words);
    command->add_option("--jobs", words->jobs, "Trials side by side; never changes a result; 1")
        ->check(CLI::PositiveNumber)
        ->type_name("J");
    command->add_option("--negatives", words->negatives, "A held-out positive in the lists it is measured on; 50")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command->add_option("--name", words->name, "What to call the sweep");
    command->add_flag("--resume", words->resume,
                      "Go on with the sweep in --out; its settings need not be said again, --trials may be more");
    command->add_option("--out", words->out, "Folder of the sweep")->required()->type_name("DIR");
    addHistory(*command, words->history, "sweep");
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { sweep(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
