#include "app/cli/common.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/field_words.h"
#include "app/cli/history_words.h"
#include "app/cli/text.h"
#include "app/cli/train_all.h"
#include "core/base/epochs.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run_cost.h"
#include "core/history/history_observer.h"
#include "core/models/model_kind.h"
#include "core/models/transformer/transformer_options.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct TrainWords
{
    Common common;
    std::string dataset;
    std::string model;
    std::string preset;
    std::vector<std::string> set;
    std::string config;
    std::optional<std::string> split;
    OptionSettings run; ///< of runFields()
    std::string name;
    bool resume = false;
    bool replace = false;
    std::string out;
    double budget = 0; ///< seconds, of all models; 0: no end
    HistoryWords history;
};

/// --model all takes the defaults of each model: what is said of one model cannot be meant.
void requireAlone(const TrainWords& words, const CLI::App& command)
{
    const bool isFrom = std::ranges::find(words.run, "from", &OptionSetting::name) != words.run.end();
    if (isFrom || words.split || !words.preset.empty() || !words.set.empty() || !words.config.empty()
        || !words.name.empty() || words.resume)
        throw CLI::ValidationError(command.get_display_name(), "--model all trains every model as it stands: --preset, "
                                                               "--set, --split, --from, --config, --name and "
                                                               "--resume are of one model.");
}

/// Of all models, each once.
std::vector<std::string> knownPresets()
{
    std::vector<std::string> names;
    for (const ModelKind& kind : modelKinds())
        for (const ModelPreset& preset : kind.presets)
            if (std::ranges::find(names, preset.name) == names.end())
                names.emplace_back(preset.name);
    return names;
}

/// What the presets are for, and of which models.
std::string presetHelp()
{
    std::string text;
    for (const ModelKind& kind : modelKinds())
        for (const ModelPreset& preset : kind.presets)
            text += (text.empty() ? "" : "; ") + std::string(preset.name) + " (" + std::string(kind.name)
                    + "): " + std::string(preset.help);
    return text;
}

std::string modelsWith(std::string_view preset)
{
    std::string names;
    for (const ModelKind& kind : modelKinds())
        if (std::ranges::find(kind.presets, preset, &ModelPreset::name) != kind.presets.end())
            names += (names.empty() ? "" : ", ") + std::string(kind.name);
    return names;
}

/// The configuration file first, then --preset, then --set and --seed: what is said last counts.
RunConfig toConfig(const TrainWords& words)
{
    RunConfig config = words.config.empty() ? RunConfig() : readRunConfig(std::filesystem::path(words.config));
    if (words.config.empty() && words.model.empty())
        throw Error("Which model? Give --model or --config.");
    if (!words.model.empty() && (words.config.empty() || modelName(config.model) != words.model))
        config.model = defaultOptions(words.model);
    if (!words.preset.empty()) {
        const std::vector<ModelPreset>& presets = modelKind(config.model).presets;
        if (std::ranges::find(presets, words.preset, &ModelPreset::name) == presets.end())
            throw Error(std::string(modelName(config.model)) + " has no preset \"" + words.preset
                        + "\". It is known of: " + modelsWith(words.preset) + ".");
        config.model = presetOptions(modelName(config.model), words.preset);
    }
    for (const std::string& assignment : words.set)
        setOptionFromText(config.model, assignment);
    if (words.common.seed && hasSeed(config.model))
        setOptionFromText(config.model, "seed=" + std::to_string(*words.common.seed));
    if (words.split) {
        if (modelName(config.model) != TransformerOptions::model)
            throw Error("--split is of the transformer: other models learn the training part.");
        setOption(config.model, "split", *words.split);
    }
    config.dataset = words.dataset;
    config.threads = words.common.threads;
    setFields(runFields(), config, words.run);
    if (!words.name.empty())
        config.name = words.name;
    if (!config.from.empty() && !modelKind(config.model).startsFromWeights)
        throw Error("--from is of the transformer: " + std::string(modelName(config.model))
                    + " does not start from weights.");
    if (words.preset == "published-d" && config.from.empty())
        throw Error("published-d goes on from the weights that published-c came to: give --from.");
    return config;
}

Json resultJson(const RunRecord& record, const std::string& folder, std::optional<RunId> id)
{
    Json json{{"run", folder}};
    if (id)
        json["id"] = number(*id);
    json.update({{"model", modelName(record.config.model)}, {"state", toText(record.state)}});
    if (!record.message.empty())
        json["message"] = record.message;
    json.update(outcomeJson(record));
    return json;
}

std::string curveText(const RunRecord& record)
{
    const std::vector<std::string> figures = figureNames(record.epochs);
    std::vector<std::string> head{"epoch", "loss"};
    for (const std::string& name : figures)
        head.push_back(metricTitle(name));
    const auto& pace = modelKind(record.config.model).pace;
    head.push_back("M " + std::string(pace ? pace->sample : "samples") + "/s");
    head.emplace_back("seconds");
    TextTable table;
    table.add(std::move(head));
    for (const EpochFinished& epoch : record.epochs) {
        std::vector<std::string> row{std::to_string(epoch.epoch) + (epoch.isBest ? " *" : ""),
                                     fixed(epoch.trainLoss, 4)};
        for (const std::string& name : figures) {
            const auto value = epoch.validation.find(name);
            row.push_back(value ? fixed(*value, 4) : "-");
        }
        row.push_back(fixed(epoch.samplesPerSecond / 1e6, 2));
        row.push_back(fixed(epoch.trainSeconds, 2));
        table.add(std::move(row));
    }
    return table.text() + "* best validation MRR so far\n";
}

std::string resultText(const RunRecord& record, const std::string& folder)
{
    std::string text = record.epochs.empty() ? "" : curveText(record) + "\n";
    for (const auto* evaluation : {&record.validation, &record.test})
        if (*evaluation)
            text += evaluationText(**evaluation) + "\n";
    if (record.refit && record.refit->test)
        text += "trained again on train and validation"
                + (record.refit->epochs > 0 ? ", " + std::to_string(record.refit->epochs) + " epochs" : std::string())
                + ", in " + duration(record.refit->seconds) + "\n" + evaluationText(*record.refit->test) + "\n";
    text += std::string(toText(record.state)) + " in " + duration(record.seconds) + ", kept in " + folder + "\n";
    if (record.bestEpoch > 0)
        text += "best epoch " + std::to_string(record.bestEpoch) + "\n";
    if (!record.message.empty())
        text += record.message + "\n";
    return text + "model " + record.modelSha256 + "\n";
}

void train(const TrainWords& words, const CLI::App& command, const std::stop_token& stop)
{
    if (words.model == allModels) {
        requireAlone(words, command);
        return trainAll({words.common, words.dataset, words.run, words.replace, words.out, words.budget, words.history},
                        stop);
    }
    if (words.budget > 0)
        throw CLI::ValidationError(command.get_display_name(), "--budget is of --model all.");
    auto config = checked<RunConfig>(command, [&] { return toConfig(words); });
    const JobContext job = jobFor(words.common, stop);
    const auto dataset = openDatasetFor(config.model, words.dataset, job);
    const RunFolder folder{words.out, words.resume};
    const auto store = openHistory(words.history, "run");
    const auto history = store ? std::make_unique<HistoryObserver>(*store) : nullptr;
    if (words.replace) {
        requireMemoryOf(config, *dataset, job); // run() asks, too, but then the old run has made room
        makeRoom(words.out, store.get());
    }
    if (history)
        config = history->enter(config, *dataset, folder);
    RunObserver* const observers[] = {history.get()};
    const Run trained = run(config, *dataset, folder, job, observers);
    if (words.common.json)
        print(resultJson(trained.record, words.out, history ? history->idOf(folder.path) : std::nullopt));
    else
        print(resultText(trained.record, words.out));
}

/// The options --set knows, model by model.
std::string optionHelp()
{
    std::string text = "Options for --set:\n";
    for (const ModelKind& kind : modelKinds()) {
        const ModelOptions defaults(kind);
        for (const OptionInfo& info : kind.fields)
            text += "  " + std::string(kind.name) + "  " + info.name + "=" + toText(readOption(defaults, info.name))
                    + "  " + info.help + "\n";
    }
    return text;
}

} // namespace

void addTrain(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("train", "Train a model and keep it with its curve and figures");
    auto words = std::make_shared<TrainWords>();
    addDataset(*command, words->dataset);
    std::vector<std::string> models;
    for (const ModelKind& kind : modelKinds())
        models.emplace_back(kind.name);
    models.emplace_back(allModels);
    command
        ->add_option("--model", words->model,
                     "What to train; all: every model with its defaults, each in a folder of its name inside --out")
        ->check(CLI::IsMember(models));
    command
        ->add_option_function<std::string>(
            "--budget",
            [command, words](const std::string& text) {
                words->budget = checked<double>(*command, [&] { return parseBudget(text); });
            },
            "With --model all: how long all of it may take; what is being trained then keeps its best epoch")
        ->type_name("TIME");
    command->add_option("--preset", words->preset, presetHelp())->check(CLI::IsMember(knownPresets()));
    command->add_option("--set", words->set, "Set an option of the model; may come many times")
        ->type_name("name=value")
        ->allow_extra_args(false);
    command->add_option("--config", words->config, "Options from a file; --set goes over them")->type_name("FILE.json");
    addFields(*command, runFields(), words->run);
    command
        ->add_option("--split", words->split,
                     "What the transformer learns: last-film: the training part; windows-tenth: all windows but a "
                     "random tenth, as published, which leaks")
        ->check(CLI::IsMember(allNames<LearnedWindows>()))
        ->type_name(alternatives(allNames<LearnedWindows>()));
    command->add_option("--name", words->name, "What to call the run");
    auto* resume = command->add_flag("--resume", words->resume, "Go on from the last finished epoch in --out");
    addReplace(*command, words->replace, "run")->excludes(resume);
    command->add_option("--out", words->out, "Folder of the run")->required()->type_name("DIR");
    addHistory(*command, words->history, "run");
    addCommon(*command, words->common);
    command->footer(optionHelp);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { train(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
