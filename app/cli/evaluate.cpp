#include "app/cli/common.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "core/evaluation/full.h"
#include "core/evaluation/sampled.h"
#include "core/experiment/evaluation_json.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run.h"
#include "core/pipeline/draw_evaluation_lists.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

struct EvaluateWords
{
    Common common;
    std::string dataset;
    std::string run;
    OptionSettings how;   ///< of evaluationFields()
    OptionSettings lists; ///< of runFields(): negatives, where the data bring no lists of their own
};

/// What is measured when nothing is said.
EvaluationOptions asUsual()
{
    return {.part = Part::Test, .cutoffs = {1, 5, 10}};
}

EvaluationOptions toOptions(const EvaluateWords& words)
{
    EvaluationOptions options = asUsual();
    setFields(evaluationFields(), options, words.how);
    options.threads = words.common.threads;
    metricColumns(sampledMetrics(), options.cutoffs); // which says what is wrong with them
    return options;
}

Evaluation evaluate(const EvaluateWords& words, const EvaluationOptions& options, const Model& model,
                    const Dataset& dataset, const JobContext& job)
{
    if (options.protocol == Protocol::Full)
        return evaluateFull(model, dataset, options, job);
    RunConfig run;
    setFields(runFields(), run, words.lists);
    const EvaluationListOptions listOptions{
        .negatives = run.negatives, .seed = words.common.seed, .threads = options.threads};
    return evaluateSampled(model, dataset, drawEvaluationLists(dataset, options.part, listOptions, job), options, job);
}

/// A figure that was not measured is null, and a note says why.
Json resultJson(const Evaluation& evaluation, const EvaluationOptions& options)
{
    Json json = toJson(evaluation);
    if (!evaluation.model.isEmpty())
        return json;
    const auto& metrics = options.protocol == Protocol::Full ? fullMetrics() : sampledMetrics();
    const FigureNames names = namesOf(metricColumns(metrics, options.cutoffs));
    for (const std::string& name : *names)
        json[name] = nullptr;
    json["note"] = unmeasuredText(evaluation);
    return json;
}

void evaluate(const EvaluateWords& words, const CLI::App& command, const std::stop_token& stop)
{
    const auto options = checked<EvaluationOptions>(command, [&] { return toOptions(words); });
    const JobContext job = jobFor(words.common, stop);
    const Run run = loadRun(words.run);
    const auto dataset = openDataset(words.dataset, job);
    requireModel(run, *dataset);
    const Evaluation evaluation = evaluate(words, options, *run.model, *dataset, job);
    if (words.common.json)
        print(resultJson(evaluation, options));
    else if (evaluation.model.isEmpty())
        print(evaluationText(evaluation));
    else
        print(evaluationText(evaluation) + grouped(static_cast<std::int64_t>(evaluation.listsPerSecond))
              + (options.protocol == Protocol::Full ? " users" : " lists") + " per second\n");
}

} // namespace

void addEvaluate(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("evaluate", "Measure the model of a run on held-out positives");
    auto words = std::make_shared<EvaluateWords>();
    addDataset(*command, words->dataset);
    command->add_option("--run", words->run, "Folder given to train --out")->required()->type_name("DIR");
    addFields(*command, evaluationFields(), words->how, asUsual());
    command->get_option("--at")->join(','); // said twice: the cutoffs of both
    addFields(*command, runFields(), words->lists);
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { evaluate(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
