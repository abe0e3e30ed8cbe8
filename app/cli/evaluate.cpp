#include "app/cli/common.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/text.h"
#include "core/evaluation/full.h"
#include "core/evaluation/sampled.h"
#include "core/experiment/evaluation_json.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run.h"
#include "core/pipeline/draw_evaluation_lists.h"

#include <nlohmann/json.hpp>

#include <map>

namespace tastescope::cli {

namespace {

struct EvaluateWords
{
    Common common;
    std::string dataset;
    std::string run;
    Part part = Part::Test;
    Protocol protocol = Protocol::Sampled;
    int negatives = 50;
    std::vector<int> at = {1, 5, 10};
};

Evaluation evaluate(const EvaluateWords& words, const Model& model, const Dataset& dataset, const JobContext& job)
{
    const EvaluationOptions options{.part = words.part, .cutoffs = words.at, .threads = words.common.threads};
    if (words.protocol == Protocol::Full)
        return evaluateFull(model, dataset, options, job);
    const EvaluationListOptions listOptions{
        .negatives = words.negatives, .seed = words.common.seed, .threads = words.common.threads};
    return evaluateSampled(model, dataset, drawEvaluationLists(dataset, words.part, listOptions, job), options, job);
}

/// A figure that was not measured is null, and a note says why.
Json resultJson(const Evaluation& evaluation, const EvaluateWords& words)
{
    Json json = toJson(evaluation);
    if (!evaluation.model.isEmpty())
        return json;
    const auto& metrics = words.protocol == Protocol::Full ? fullMetrics() : sampledMetrics();
    const FigureNames names = namesOf(metricColumns(metrics, words.at));
    for (const std::string& name : *names)
        json[name] = nullptr;
    json["note"] = unmeasuredText(evaluation);
    return json;
}

void evaluate(const EvaluateWords& words, const CLI::App& command, const std::stop_token& stop)
{
    checked<std::vector<MetricColumn>>(command, [&] { return metricColumns(sampledMetrics(), words.at); });
    const JobContext job = jobFor(words.common, stop);
    const Run run = loadRun(words.run);
    const auto dataset = openDataset(words.dataset, job);
    requireModel(run, *dataset);
    const Evaluation evaluation = evaluate(words, *run.model, *dataset, job);
    if (words.common.json)
        print(resultJson(evaluation, words));
    else if (evaluation.model.isEmpty())
        print(evaluationText(evaluation));
    else
        print(evaluationText(evaluation) + grouped(static_cast<std::int64_t>(evaluation.listsPerSecond))
              + (words.protocol == Protocol::Full ? " users" : " lists") + " per second\n");
}

} // namespace

void addEvaluate(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand("evaluate", "Measure the model of a run on held-out positives");
    auto words = std::make_shared<EvaluateWords>();
    addDataset(*command, words->dataset);
    command->add_option("--run", words->run, "Folder given to train --out")->required()->type_name("DIR");
    command->add_option("--part", words->part, "Which held-out positives; test")
        ->transform(
            CLI::Transformer(std::map<std::string, Part>{{"validation", Part::Validation}, {"test", Part::Test}})
                .description(""))
        ->type_name("validation|test");
    command
        ->add_option("--protocol", words->protocol, "sampled: among fixed negatives; full: among the whole catalogue")
        ->transform(
            CLI::Transformer(std::map<std::string, Protocol>{{"sampled", Protocol::Sampled}, {"full", Protocol::Full}})
                .description(""))
        ->type_name("sampled|full");
    command->add_option("--negatives", words->negatives, "A positive, where the data bring no lists of their own")
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--at", words->at, "Cutoffs K of Hit@K, NDCG@K, ...; 1,5,10")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("K,...");
    addCommon(*command, words->common);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { evaluate(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
