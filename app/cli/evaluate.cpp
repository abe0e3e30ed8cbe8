#include "app/cli/common.h"
#include "app/cli/evaluate_next.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "core/experiment/evaluation_json.h"
#include "core/experiment/measured_run.h"
#include "core/experiment/open_dataset.h"
#include "core/models/transformer/transformer_options.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct EvaluateWords
{
    Common common;
    std::string dataset;
    std::string run;
    NextWords next;
    OptionSettings how;   ///< of evaluationFields()
    OptionSettings lists; ///< of listFields()
    bool refit = false;   ///< the model that was trained again on train + validation
};

/// What --help shows for what is the run's own.
const OptionValue ofTheRun = "the run's";

/// Of runFields() what decides the lists, where the data bring none.
std::vector<OptionInfo> listFields()
{
    return {findField(runFields(), "negatives").info};
}

bool isSaid(const OptionSettings& said, std::string_view name)
{
    return std::ranges::find(said, name, &OptionSetting::name) != said.end();
}

/// What does not depend on the run.
void checkWords(const EvaluateWords& words)
{
    EvaluationOptions options;
    setFields(evaluationFields(), options, words.how);
    metricColumns(sampledMetrics(), options.cutoffs); // which says what is wrong with them
}

/// As the run itself was measured, and whatever the person says otherwise.
EvaluationOptions toOptions(const EvaluateWords& words, const RunRecord& record)
{
    EvaluationOptions options = optionsOf(record, Part::Test);
    setFields(evaluationFields(), options, words.how);
    options.threads = words.common.threads;
    if (isSaid(words.how, "mask") && options.protocol == Protocol::Sampled)
        throw CLI::ValidationError("--mask", "fixed lists mask nothing: what the user likes is not in them. Give "
                                             "--protocol full.");
    return options;
}

/// How the fixed lists of this evaluation came about.
struct Lists
{
    EvaluationListOptions options;
    std::string_view origin; ///< "run", "data" or "asked"
    std::string words;       ///< the same for people
};

Lists toLists(const EvaluateWords& words, const RunConfig& config, const Dataset& dataset, Part part)
{
    EvaluationListOptions own = listsOf(config, words.common.threads);
    if (dataset.givenLists(part))
        return {own, "data", "the lists that came with the data"};
    RunConfig asked = config;
    setFields(runFields(), asked, words.lists);
    EvaluationListOptions options = listsOf(asked, words.common.threads);
    options.seed = words.common.seed;
    const bool sameSeed = !options.seed || *options.seed == dataset.provenance().seed;
    if (options.negatives == own.negatives && sameSeed)
        return {options, "run", "the run's own lists"};
    return {options, "asked",
            "lists of your own; the run was measured among " + std::to_string(own.negatives) + " negatives"};
}

/// A figure that was not measured is null, and a note says why.
Json resultJson(const Evaluation& evaluation, const EvaluationOptions& options, const Lists& lists)
{
    Json json = toJson(evaluation);
    if (options.protocol == Protocol::Sampled)
        json["lists"] = lists.origin;
    if (!evaluation.model.isEmpty())
        return json;
    const auto& metrics = options.protocol == Protocol::Full ? fullMetrics() : sampledMetrics();
    const FigureNames names = namesOf(metricColumns(metrics, options.cutoffs));
    for (const std::string& name : *names)
        json[name] = nullptr;
    json["note"] = unmeasuredText(evaluation);
    return json;
}

/// "measured like the run itself, on its own lists, K = 1, 5, 10"
std::string howText(const EvaluationOptions& options, const RunRecord& record, const Lists& lists)
{
    const EvaluationOptions own = optionsOf(record, options.part);
    std::string text = options.protocol == own.protocol ? std::string(toText(options.protocol)) + " as the run itself"
                                                        : std::string(toText(options.protocol)) + "; the run itself is "
                                                              + std::string(toText(own.protocol));
    if (options.protocol == Protocol::Sampled)
        text += ", " + lists.words;
    return text + (options.cutoffs == own.cutoffs ? ", K as the run's" : ", K as asked for") + "\n";
}

/// What the person says of --at; else empty.
std::vector<int> saidCutoffs(const EvaluateWords& words)
{
    if (!isSaid(words.how, "at"))
        return {};
    EvaluationOptions options;
    setFields(evaluationFields(), options, words.how);
    return options.cutoffs;
}

/// A net that no run of ours made, ranked in full on what was held out.
void evaluateNet(const EvaluateWords& words, const Dataset& dataset, const JobContext& job)
{
    EvaluationOptions options{.protocol = Protocol::Full, .part = Part::Test};
    setFields(evaluationFields(), options, words.how);
    options.threads = words.common.threads;
    if (options.protocol != Protocol::Full)
        throw CLI::ValidationError("--protocol", "weights have no lists of their own: published or full.");
    const auto model = netModel(words.next.net, dataset);
    const Evaluation evaluation = evaluateModel(*model, dataset, options, {}, job);
    const Json next = nextJson(*model, dataset, options, evaluation, job);
    if (!words.common.json) {
        print(evaluationText(evaluation) + (next.is_null() ? std::string() : nextText(next)));
        return;
    }
    Json json = toJson(evaluation);
    if (!next.is_null())
        json.update(next);
    print(json);
}

void evaluate(const EvaluateWords& words, const CLI::App& command, const std::stop_token& stop)
{
    checked<bool>(command, [&] {
        checkWords(words);
        return true;
    });
    requireRunOrNet(command, words.run, words.next.net);
    checkNext(command, words.next);
    const JobContext job = jobFor(words.common, stop);
    if (words.run.empty()) {
        const auto dataset = openDatasetFor(TransformerOptions{}, words.dataset, job);
        if (words.next.isPublished)
            evaluateAsPublished(command, words.next, nullptr, *dataset, saidCutoffs(words), words.common, job);
        else
            evaluateNet(words, *dataset, job);
        return;
    }
    Run run = loadRun(words.run);
    if (words.refit)
        run.model = loadRefit(run);
    const EvaluationOptions options = toOptions(words, run.record);
    const auto dataset = openDatasetFor(run.record.config.model, words.dataset, job);
    requireModel(run, *dataset);
    if (words.next.isPublished) {
        evaluateAsPublished(command, words.next, &run, *dataset, saidCutoffs(words), words.common, job);
        return;
    }
    const Lists lists = toLists(words, run.record.config, *dataset, options.part);
    const Evaluation evaluation = evaluateModel(*run.model, *dataset, options, lists.options, job);
    const Json next = nextJson(*run.model, *dataset, options, evaluation, job);
    if (words.common.json) {
        Json json = resultJson(evaluation, options, lists);
        if (!next.is_null())
            json.update(next);
        print(json);
        return;
    }
    std::string text = howText(options, run.record, lists) + evaluationText(evaluation);
    if (!next.is_null())
        text += nextText(next);
    if (!evaluation.model.isEmpty())
        text += grouped(static_cast<std::int64_t>(evaluation.listsPerSecond))
                + (options.protocol == Protocol::Full ? " users" : " lists") + " per second\n";
    print(text);
}

/// Rows of evaluationFields() but the protocol, which knows one word more here.
std::vector<OptionInfo> rankingRows()
{
    std::vector<OptionInfo> rows = infosOf(evaluationFields());
    std::erase_if(rows, [](const OptionInfo& row) { return row.name == "protocol"; });
    return rows;
}

void addProtocol(CLI::App& command, EvaluateWords& words)
{
    const std::string published = "published";
    std::vector<std::string> names = allNames<Protocol>();
    names.push_back(published);
    const auto say = [&words, published](const std::string& word) {
        words.next.isPublished = word == published;
        if (!words.next.isPublished)
            words.how.push_back({"protocol", word});
    };
    command
        .add_option_function<std::string>("--protocol", say,
                                          findField(evaluationFields(), "protocol").info.help
                                              + " published: windows of next items with all words, as the published "
                                                "net was measured")
        ->check(CLI::IsMember(names))
        ->default_str(toText(ofTheRun))
        ->type_name(alternatives(names));
}

/// Each row with what holds when nothing is said.
OptionSettings usualSettings()
{
    OptionSettings usual = settingsOf(evaluationFields(), EvaluationOptions{.part = Part::Test});
    std::erase_if(usual, [](const OptionSetting& setting) { return setting.name == "protocol"; });
    for (OptionSetting& setting : usual)
        if (setting.name == "at" || setting.name == "mask")
            setting.value = ofTheRun;
    return usual;
}

} // namespace

void addEvaluate(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("evaluate", "Measure the model of a run on held-out positives, as the run "
                                                       "itself was measured unless told otherwise");
    auto words = std::make_shared<EvaluateWords>();
    addDataset(*command, words->dataset);
    auto* run = command->add_option("--run", words->run, "Folder given to train --out")->type_name("DIR");
    addNext(*command, words->next, run);
    addRows(*command, rankingRows(), usualSettings(), words->how);
    addProtocol(*command, *words);
    command->get_option("--at")->join(','); // said twice: the cutoffs of both
    addRows(*command, listFields(), {{"negatives", ofTheRun}}, words->lists);
    command->add_flag("--refit", words->refit, "Of the model that was trained again on train + validation");
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { evaluate(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
