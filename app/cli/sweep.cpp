#include "app/cli/common.h"
#include "app/cli/field_words.h"
#include "app/cli/history_words.h"
#include "app/cli/sweep_report.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/sweep_cost.h"
#include "core/history/history_observer.h"
#include "core/models/model_kind.h"

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
    OptionSettings search; ///< of sweepFields()
    OptionSettings run;    ///< of trialFields()
    std::string name;
    bool resume = false;
    bool replace = false;
    std::string out;
    HistoryWords history;
    Measure measure; ///< trials are held against each other by
};

/// The preset, or the sweep that is resumed, or an empty one.
SweepConfig beginConfig(const SweepWords& words)
{
    if (words.resume && words.model.empty() && words.preset.empty())
        return loadSweepConfig(words.out);
    if (words.preset == "published") {
        SweepConfig published = publishedSweep();
        const std::string model(modelName(published.base.model));
        if (!words.model.empty() && words.model != model)
            throw Error("The published sweep is one of " + model + ": leave --model out, or give --model " + model
                        + ".");
        return published;
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
    if (!words.vary.empty() && walk)
        config.scheduler = Scheduler::Grid;
    setFields(sweepFields(), config, words.search);
    const bool saysPoints = std::ranges::find(words.search, "points", &OptionSetting::name) != words.search.end();
    if (config.scheduler == Scheduler::Grid && !words.vary.empty() && !saysPoints)
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
        if (hasSeed(config.base.model))
            setOption(config.base.model, "seed", static_cast<std::int64_t>(*words.common.seed));
    }
    config.base.dataset = words.dataset;
    config.base.threads = words.common.threads;
    setFields(trialFields(), config.base, words.run);
    if (!words.name.empty())
        config.base.name = words.name;
    checkSweep(config);
    return config;
}

/// What the history calls the trials' runs; nothing for one that never began.
std::vector<std::optional<RunId>> idsOf(const Sweep& sweep, const RunStore& store, const JobContext& job)
{
    std::vector<std::optional<RunId>> ids;
    for (const SweepTrial& trial : sweep.trials) {
        job.throwIfStopped();
        ids.push_back(trial.record ? store.findFolder(trial.folder) : std::nullopt);
    }
    return ids;
}

void sweep(const SweepWords& words, const CLI::App& command, const std::stop_token& stop)
{
    const auto config = checked<SweepConfig>(command, [&] { return toConfig(words); });
    checked<bool>(command, [&] {
        requireMeasurable(words.measure);
        return true;
    });
    const JobContext job = jobFor(words.common, stop);
    const auto dataset = openDatasetFor(config.base.model, words.dataset, job);
    const SweepFolder folder{words.out, words.resume};
    const auto store = openHistory(words.history, "sweep");
    const auto history = store ? std::make_unique<HistoryObserver>(*store) : nullptr;
    if (words.replace) {
        requireMemoryOf(config, *dataset, job); // runSweep() asks, too, but then the old sweep has made room
        makeRoom(words.out, store.get());
    }
    RunObserver* const observers[] = {history.get()};
    const Sweep done = runSweep(config, *dataset, folder, job, observers);
    const JudgedSweep judged = judgeSweep(done, *dataset, words.measure, {.threads = words.common.threads}, job);
    const SweepReport report{judged.sweep,
                             judged.verdicts,
                             store ? idsOf(done, *store, job) : std::vector<std::optional<RunId>>(),
                             optionImportance(judged.sweep, 42, job),
                             words.measure,
                             judged.points};
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
    addFields(command, sweepFields(), words.search, {}, {{"points", "--trials"}});
    addFields(command, trialFields(), words.run);
    command
        .add_option("--metric", words.measure.metric,
                    "What the trials are held against each other by: mrr, hit-K, ndcg-K; with --protocol full also "
                    "recall-K and map-K, for any K. The search itself goes by MRR")
        ->capture_default_str();
    addChoice(command, "--protocol", words.measure.protocol,
              "Where it is measured: sampled: among fixed negatives; full: among the whole catalogue; sampled");
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
    command->add_option("--name", words->name, "What to call the sweep");
    auto* resume =
        command->add_flag("--resume", words->resume,
                          "Go on with the sweep in --out; its settings need not be said again, --trials may be more");
    addReplace(*command, words->replace, "sweep")->excludes(resume);
    command->add_option("--out", words->out, "Folder of the sweep")->required()->type_name("DIR");
    addHistory(*command, words->history, "sweep");
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { sweep(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
