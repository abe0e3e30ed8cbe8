#include "app/cli/evaluate_next.h"

#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "app/cli/window_text.h"
#include "core/data/events_before.h"
#include "core/evaluation/full.h"
#include "core/evaluation/next_item.h"
#include "core/experiment/evaluation_json.h"
#include "core/models/popularity/popularity_options.h"
#include "core/models/transitions/transitions_options.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

constexpr int windowOfOthers = 5; ///< last events that count as repeated, of models without a context

WindowQuestion questionOf(const CLI::App& command, const NextWords& words, const std::vector<int>& lengths,
                          const Common& common)
{
    WindowQuestion question{.split = words.split.value_or(WindowSplit::All), .threads = common.threads};
    question.seed = common.seed.value_or(question.seed);
    if (!lengths.empty())
        question.lengths = lengths;
    if (std::ranges::max(question.lengths) > longestWindowList)
        throw CLI::ValidationError(command.get_display_name(), "--at: lists of windows are at most "
                                                                   + std::to_string(longestWindowList) + " long.");
    return question;
}

WindowEvaluation windowsOfRun(const Run& run, const std::string& name, const Dataset& dataset,
                              const WindowQuestion& question, const JobContext& job)
{
    if (const auto net = netOf(*run.model, name))
        return evaluateWindows(*net, dataset, question, job);
    const ModelOptions& options = run.record.config.model;
    if (modelName(options) == TransitionsOptions::model) {
        const auto counts = options.as<TransitionsOptions>();
        return evaluateWindows({.window = counts.window, .gaps = counts.gaps}, dataset, question, job);
    }
    if (modelName(options) == PopularityOptions::model)
        return evaluateWindows(WindowCountOptions{.window = 0}, dataset, question, job);
    throw Error("The published protocol ranks words after windows, which " + std::string(modelName(options))
                + " does not know: it is for transformer, transitions and popularity. Give --protocol full.");
}

/// A full ranking by the same model without its user.
Evaluation withoutUser(const Model& model, const Dataset& dataset, EvaluationOptions options, const JobContext& job)
{
    options.baselines = false;
    const Scorer scorer = [&model, &dataset, part = options.part](User user, std::span<const Item> items,
                                                                  std::span<float> scores) {
        const Events known = eventsBefore(dataset, user, part);
        model.score(Sequence{known.items, known.times, std::nullopt}, items, scores);
    };
    return evaluateFull(scorer, {}, dataset, options, job);
}

} // namespace

void addNext(CLI::App& command, NextWords& words, CLI::Option* run)
{
    addNet(command, words.net, run);
    const auto say = [&words](const std::string& word) {
        words.split = word == "tenth" ? WindowSplit::WindowsTenth : parseName<WindowSplit>("--split", word);
    };
    CLI::Option* windows =
        command
            .add_option_function<std::string>("--windows", say, "Of the published protocol: which windows are measured")
            ->check(CLI::IsMember(std::vector<std::string>{"all", "tenth"}))
            ->default_str("all")
            ->type_name("all|tenth");
    command
        .add_option_function<std::string>("--split", say,
                                          "windows-tenth: a random tenth of all windows, as published, which leaks; "
                                          "last-film: the last item of each user")
        ->check(CLI::IsMember(std::vector<std::string>{"windows-tenth", "last-film"}))
        ->excludes(windows)
        ->type_name("windows-tenth|last-film");
}

void checkNext(const CLI::App& command, const NextWords& words)
{
    if (words.split && *words.split != WindowSplit::LastFilm && !words.isPublished)
        throw CLI::ValidationError(command.get_display_name(),
                                   "--windows and --split windows-tenth are of --protocol published; the full ranking "
                                   "is of each user's held-out items.");
}

void evaluateAsPublished(const CLI::App& command, const NextWords& words, const Run* run, const Dataset& dataset,
                         const std::vector<int>& lengths, const Common& common, const JobContext& job)
{
    const WindowQuestion question = questionOf(command, words, lengths, common);
    const WindowEvaluation evaluation =
        run ? windowsOfRun(*run, run->folder.string(), dataset, question, job)
            : evaluateWindows(readTransformerWeights(words.net.weights, words.net.heads), dataset, question, job);
    if (common.json)
        print(windowJson(evaluation, question));
    else
        print(windowText(evaluation, question));
}

Json nextJson(const Model& model, const Dataset& dataset, const EvaluationOptions& options,
              const Evaluation& evaluation, const JobContext& job)
{
    if (!model.goesByOrder() || !dataset.hasTimes() || options.protocol != Protocol::Full)
        return {};
    const auto* net = dynamic_cast<const TransformerModel*>(&model);
    const int window = net ? net->shape().context : windowOfOthers;
    const auto next = nextItemFigures(scoresOf(model, dataset, options.part), dataset, options.part, window,
                                      options.cutoffs, options.threads, job);
    if (!next)
        return {};
    Json json{{"windows", evaluation.positives}};
    if (evaluation.users == evaluation.positives) // of one item average precision is its reciprocal rank
        for (const int k : options.cutoffs)
            if (const auto figure = evaluation.model.find("map-" + std::to_string(k)))
                json["mrr-" + std::to_string(k)] = toJson(*figure);
    if (net)
        json["cross_entropy"] = toJson(next->crossEntropy);
    for (std::size_t i = 0; i < next->duplicates.size(); ++i)
        json[next->duplicates.names()[i]] = toJson(next->duplicates.values()[i]);
    if (net && net->shape().userDimension > 0) {
        const Evaluation nobody = withoutUser(model, dataset, options, job);
        for (std::size_t i = 0; i < nobody.model.size(); ++i)
            json["without_user"][nobody.model.names()[i]] = toJson(nobody.model.values()[i]);
    }
    return json;
}

std::string nextText(const Json& next)
{
    TextTable table;
    for (const auto& [name, figure] : next.items())
        if (name == "cross_entropy" || name.starts_with("duplicates"))
            table.add({name == "cross_entropy" ? "cross entropy" : name.substr(0, 10) + "@" + name.substr(11),
                       fixed(figure["value"].get<double>(), 4),
                       fixed(figure["low"].get<double>(), 4) + " to " + fixed(figure["high"].get<double>(), 4)});
    std::string text = table.text();
    if (!next.contains("without_user"))
        return text;
    text += "without its user:";
    for (const auto& [name, figure] : next["without_user"].items())
        text += " " + name + " " + fixed(figure["value"].get<double>(), 4);
    return text + "\n";
}

} // namespace tastescope::cli
